using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Закрыть исправленное замечание, because a later entry has mended it: sent by the program.</summary>
/// <param name="Target">As the remark has it: the right is asked for on it.</param>
public sealed record MendRemark(Guid CommandId, RemarkId Remark, RemarkTarget Target) : ICommand
{
    public Need Need => new(Permission.ManageControl, Target.Resource);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Remark.Stream;

    /// <summary>Account under which the program's own acts are recorded.</summary>
    internal const string ProgramAccount = "program";

    /// <summary>The program itself, with this one right.</summary>
    internal static Actor Program(SchoolId school) => new(
        new AccountId(ProgramAccount), Role.Administrator, school, Channel.Program, "program", new Grants([new Grant(Permission.ManageControl, Grant.WholeSchool)]));
}

public static class MendRemarkHandler
{
    public static Task<RemarkFacts> LoadAsync(MendRemark command, CourseSetUps setUps, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        RemarkFacts.Load(command.Target, setUps, session, clock, cancel);

    public static (Outcome, Events) Handle(MendRemark command, [WriteAggregate(nameof(MendRemark.Stream), Required = false)] Remark? remark, RemarkFacts facts)
    {
        if (RemarkRules.ForbidUnknown(remark, command.Target) is { } unknown) return (unknown, []);
        // Between the entry and now somebody may have ended it, or taken the entry back.
        if (!remark!.IsOpen || facts.Judge(remark.Target, remark.Lack, remark.Seen).By is not { } entry) return (Outcome.Accepted, []);
        return (Outcome.Accepted,
            [new RemarkMended(command.Remark, entry.Id, RecordedAttribute.NameOf(entry.Data.GetType()), facts.SetUp?.School?.DayAt(entry.Timestamp) ?? facts.Today)]);
    }
}
