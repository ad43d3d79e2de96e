using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Kernel;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Works;

/// <summary>Moves, cancellations, approvals, and rules that follow each other.</summary>
public class ChangeTests
{
    private static readonly ControlWork Standing = A.Work("one", A.Algebra, A.Monday, 2);
    private static readonly ControlWorkId Id = Standing.Work;

    private static MoveControlWork Move(DateOnly date, int slot) => new(A.Command, Id, A.Algebra, date, slot, 1);

    [Fact]
    public void A_work_moves_within_its_course_and_is_not_held_against_itself()
    {
        var facts = A.Facts([Standing]);
        facts.When(Move(A.Tuesday, 3)).ThenEvents(new ControlWorkMoved(Id, A.Tuesday, 3, 1, null));
        facts.When(Move(A.Monday, 2)).ThenEvents();
        facts.When(Move(A.Friday, 1)).ThenRefused(Refusals.WorkBreaksEdge);
        // The right was asked on a course that is not the work's.
        facts.When(Move(A.Monday, 3) with { Course = A.Russian }).ThenRefused(Refusals.WorkIsUnknown);
        MoveControlWorkHandler.Handle(Move(A.Tuesday, 3), Standing with { Cancelled = true }, facts).Item1.Refusal!.Kind.ShouldBe(Refusals.WorkIsCancelled);
    }

    [Fact]
    public void An_approved_schedule_changes_by_a_document_and_in_time()
    {
        var late = A.Facts([Standing], null, A.Approved, A.Monday.AddDays(-6));
        var early = A.Facts([Standing], null, A.Approved, A.Monday.AddDays(-7));
        early.When(Move(A.Tuesday, 3)).ThenRefused(Refusals.WorkNeedsPaper, "Приказ № 31-у");
        early.When(Move(A.Tuesday, 3) with { Paper = new WorkPaper("", A.Monday) }).ThenRefused(Refusals.PaperIsIncomplete);
        early.When(Move(A.Tuesday, 3) with { Paper = A.Order }).ThenEvents(new ControlWorkMoved(Id, A.Tuesday, 3, 1, A.Order));
        // The families know the day of the work: it is moved away in time as well.
        late.When(Move(A.Tuesday.AddDays(21), 3) with { Paper = A.Order }).ThenRefused(Refusals.WorkBreaksNotice, "6");
        late.When(Move(A.Tuesday, 3) with { Paper = A.Order, Why = A.Why() }).Item1.IsAccepted.ShouldBeTrue();
        early.When(A.Plan(A.Music, A.Thursday, 5)).ThenRefused(Refusals.WorkNeedsPaper);
        early.When(A.Plan(A.Music, A.Thursday, 5) with { Paper = A.Order }).Item1.IsAccepted.ShouldBeTrue();
        // A day that no order speaks of is free.
        var half = A.Approved with { Approvals = [A.Approved.Approvals[0] with { To = A.Tuesday }] };
        A.Facts([], null, half).When(A.Plan(A.Music, A.Thursday, 5)).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_work_is_cancelled_once_by_a_document_where_it_is_approved()
    {
        var (open, approved) = (A.Facts([Standing]), A.Facts([Standing], null, A.Approved));
        var cancel = new CancelControlWork(A.Command, Id, A.Algebra);
        CancelControlWorkHandler.Handle(cancel, Standing, open).ThenEvents(new ControlWorkCancelled(Id, null));
        CancelControlWorkHandler.Handle(cancel, Standing, approved).ThenRefused(Refusals.WorkNeedsPaper);
        CancelControlWorkHandler.Handle(cancel with { Paper = A.Order }, Standing, approved).ThenEvents(new ControlWorkCancelled(Id, A.Order));
        CancelControlWorkHandler.Handle(cancel, Standing with { Cancelled = true }, approved).ThenEvents();
    }

    [Fact]
    public void A_deviation_that_came_later_is_explained_and_a_move_lets_it_lapse()
    {
        var facts = A.Facts([Standing, A.Work("two", A.Russian, A.Monday, 3)]);
        var violation = WorkAudit.Of(new WorkJudge(facts)).ShouldHaveSingleItem();
        (violation.Work.Work.Value, violation.Check.Limit.Limit, violation.Explained).ShouldBe(("two", WorkLimits.Day, false));
        var (outcome, events) = ExplainWorkDeviationHandler.Handle(new ExplainWorkDeviation(A.Command, Id, A.Algebra, A.Why()), Standing, facts);
        outcome.IsAccepted.ShouldBeTrue();
        var explained = ControlWork.Apply((ControlWorkDeviationExplained)events.Single(), Standing);
        // Whichever of the two it was explained for.
        WorkAudit.Of(new WorkJudge(facts with { Works = [explained, facts.Works[1]] })).ShouldHaveSingleItem().Explained.ShouldBeTrue();
        ControlWork.Apply(new ControlWorkMoved(Id, A.Tuesday, 3, 1, null), explained).IsExplained(WorkLimits.Day).ShouldBeFalse();
        ExplainWorkDeviationHandler.Handle(new ExplainWorkDeviation(A.Command, Id, A.Algebra, A.Why()), Standing, A.Facts([Standing])).ThenRefused(Refusals.NothingToExplain);
    }

    [Fact]
    public void The_schedule_is_approved_for_days_of_its_year()
    {
        var approve = new ApproveControlSchedule(A.Command, A.Year, new(2026, 9, 1), new(2026, 12, 30), A.Order);
        ApproveControlScheduleHandler.Handle(approve, null, A.Calendar).ThenEvents(new ControlScheduleApproved(A.Year, approve.From, approve.To, A.Order));
        ApproveControlScheduleHandler.Handle(approve, ControlSchedule.Create(new(A.Year, approve.From, approve.To, A.Order)), A.Calendar).ThenEvents();
        ApproveControlScheduleHandler.Handle(approve with { To = new(2027, 6, 1) }, null, A.Calendar).ThenRefused(Refusals.ApprovalIsOutsideYear);
        ApproveControlScheduleHandler.Handle(approve with { To = new(2026, 8, 1) }, null, A.Calendar).ThenRefused(Refusals.ApprovalIsOutsideYear);
        ApproveControlScheduleHandler.Handle(approve with { Order = A.Order with { Title = " " } }, null, A.Calendar).ThenRefused(Refusals.PaperIsIncomplete);
    }

    [Fact]
    public void New_rules_begin_tomorrow_and_cite_their_act()
    {
        var (first, today) = (A.Rules(), new DateOnly(2026, 10, 1));
        var standing = ControlWorkRules.Create(first);
        SetControlWorkRulesHandler.Handle(new(A.Command, first), null, today).ThenEvents(first);
        SetControlWorkRulesHandler.Handle(new(A.Command, first), standing, today).ThenEvents();
        var next = A.Rules(today.AddDays(1), (WorkLimits.Apart, 14));
        SetControlWorkRulesHandler.Handle(new(A.Command, next), standing, today).ThenEvents(next);
        SetControlWorkRulesHandler.Handle(new(A.Command, next with { From = today }), standing, today).ThenRefused(Refusals.WorkRulesReachBack, "02.10.2026");
        SetControlWorkRulesHandler.Handle(new(A.Command, next with { Act = "" }), standing, today).ThenRefused(Refusals.WorkRulesLackAct);
        SetControlWorkRulesHandler.Handle(new(A.Command, next with { Limits = [.. next.Limits.Skip(1)] }), standing, today).ThenRefused(Refusals.WorkRulesLackLimits);
        SetControlWorkRulesHandler.Handle(new(A.Command, next with { Limits = [.. next.Limits.Select(l => l with { Clause = "" })] }), standing, today).ThenRefused(Refusals.WorkRulesLackClause);
        SetControlWorkRulesHandler.Handle(new(A.Command, A.Rules(next.From, (WorkLimits.Share, 0))), standing, today).ThenRefused(Refusals.WorkLimitIsOff, "от 1 до 100");
    }
}
