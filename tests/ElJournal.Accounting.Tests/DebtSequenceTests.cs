using CsCheck;
using ElJournal.Accounting.Debts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Whatever is done about a debt in whatever order: the fold is what a list of four numbers says, and the rules let in just what that list allows.</summary>
public sealed class DebtSequenceTests
{
    private static readonly DebtKey Key = new(new CourseId("alg"), YearPages.Annual, new PupilId("petrov"));
    private static readonly StaffId[] Staff = [new("t0"), new("t1"), new("t2")];
    private static readonly DateOnly YearEnd = new(2027, 5, 31);
    private static readonly DateOnly Today = new(2028, 3, 1);

    private static readonly DebtFacts Facts = new(
        DebtRules.Lawful(new(2026, 9, 1)), "2", ["5", "4", "3", "2", "н/а"], new(2026, 9, 1), YearEnd, Today, null, 0, 4, Staff);

    /// <summary>Days from three months before the year's end to two years after it, so on both sides of every term of the law.</summary>
    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 3], Gen.Int[-90, 700], Gen.Int[1, 3], Gen.Bool, Gen.Int[0, 2])
        .Select((what, days, examiners, documented, grade) => new Step(what, YearEnd.AddDays(days), examiners, documented, new[] { "3", "2", "н/а" }[grade]));

    [Fact]
    public void Any_sequence_keeps_the_fold_and_lets_in_what_the_law_allows() => Gen.Select(Steps.List[1, 30], Gen.Bool).Sample((steps, missedCounts) =>
    {
        var (model, debt, version, graded) = (new Model(missedCounts), (AcademicDebt?)null, 0L, 0);
        foreach (var step in steps)
        {
            var (outcome, appends) = Send(step, Facts with { Debt = debt, Version = version, Rules = Facts.Rules with { MissedCounts = missedCounts } });
            outcome.IsAccepted.ShouldBe(model.Take(step), step.ToString());
            foreach (var (stream, e) in appends.All.SelectMany(a => a.Events.Select(e => (a.Stream, e))))
            {
                if (stream != Key.Stream)
                {
                    e.ShouldBeOfType<TermGradeRetaken>().Former.ShouldBe("2");
                    graded++;
                    continue;
                }
                debt = Fold.Of(typeof(AcademicDebt), debt, Caused.By(Guid.Empty, e)) as AcademicDebt;
                version++;
            }
            (debt?.Open?.Date, debt?.Spent ?? 0, debt?.Passed ?? false, debt?.Retakes.Count ?? 0).ShouldBe((model.Open, model.Spent, model.Passed, model.Set));
            debt?.Retakes.Count(r => r.State == RetakeState.Appointed).ShouldBeLessThanOrEqualTo(1);
            graded.ShouldBe(model.Passed ? 1 : 0, "the grade changes once, by the retake that ends the debt");
        }
        return true;
    }, iter: 500);

    private static (Outcome Outcome, Appends Appends) Send(Step step, DebtFacts facts) => step.What switch
    {
        0 => AppointRetakeHandler.Handle(
            new AppointRetake(Guid.Empty, Key, step.Day, RetakeForms.Oral, Staff[..step.Examiners], step.Documented ? "справка № 5" : ""), facts),
        1 => PostponeRetakeHandler.Handle(new PostponeRetake(Guid.Empty, Key, step.Day, step.Documented ? "справка № 5" : ""), facts),
        2 => RecordMissedRetakeHandler.Handle(new RecordMissedRetake(Guid.Empty, Key, step.Documented ? "акт № 2" : ""), facts),
        _ => RecordRetakeHandler.Handle(new RecordRetake(Guid.Empty, Key, step.Grade, "12", step.Day, step.Documented ? "№ 118" : ""), facts),
    };

    private sealed record Step(int What, DateOnly Day, int Examiners, bool Documented, string Grade);

    /// <summary>Two retakes, within six and twelve months after the year, the second before three; a document lifts the term and nothing else.</summary>
    private sealed class Model(bool missedCounts)
    {
        private int _examiners;

        public DateOnly? Open { get; private set; }

        public int Spent { get; private set; }

        public bool Passed { get; private set; }

        public int Set { get; private set; }

        /// <summary>Whether the step is let in.</summary>
        public bool Take(Step step)
        {
            if (Passed) return false;
            switch (step.What)
            {
                case 0 when Open is { } open: return open == step.Day && _examiners == step.Examiners;
                case 0:
                    if (Spent == 2 || !IsInTerm(step) || (Spent == 1 && step.Examiners < 3)) return false;
                    (Open, _examiners, Set) = (step.Day, step.Examiners, Set + 1);
                    return true;
                case 1:
                    if (Open is null || !step.Documented) return false;
                    Open = step.Day;
                    return true;
                case 2:
                    if (Open is not { } missed || !step.Documented || missed > Today) return false;
                    (Open, Spent) = (null, Spent + (missedCounts ? 1 : 0));
                    return true;
                default:
                    if (Open is not { } held || step.Day > Today || step.Day < held || (step.Grade == "3" && !step.Documented)) return false;
                    (Open, Spent, Passed) = (null, Spent + 1, step.Grade == "3");
                    return true;
            }
        }

        private bool IsInTerm(Step step) => step.Documented || step.Day <= YearEnd.AddMonths(Spent == 0 ? 6 : 12);
    }
}
