using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Services.BatchQuerying;
using Wolverine.Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>Записать решение педагогического совета об обучающемся.</summary>
/// <param name="Seen">Protocol of the decision that the person saw; null: none stood.</param>
public sealed record DecideInCouncil(
    Guid CommandId, PupilId Pupil, YearId Year, ClassId Class, string Decision, string Protocol, DateOnly On, string? Seen = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermStreams.PupilYear(Pupil, Year);
}

/// <summary>Записать академическую задолженность обучающегося.</summary>
/// <param name="Until">By when it is to be cleared.</param>
public sealed record RecordDebt(Guid CommandId, PupilId Pupil, YearId Year, CourseId Course, TermId Term, DateOnly Until) : ICommand
{
    public Need Need => new(Permission.ClosePages, Streams.Course(Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermStreams.PupilYear(Pupil, Year);
}

/// <summary>Записать пересдачу; a passed one clears the debt.</summary>
public sealed record HoldRetake(
    Guid CommandId, PupilId Pupil, YearId Year, CourseId Course, TermId Term, DateOnly On, string Grade, bool Passed) : ICommand
{
    public Need Need => new(Permission.ClosePages, Streams.Course(Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermStreams.PupilYear(Pupil, Year);
}

/// <summary>What decisions on a pupil's year are judged by.</summary>
/// <param name="Grade">Of the page that the matter is about; null: none or not asked for.</param>
public sealed record PupilYearFacts(YearCalendar? Year, ClassRoster? Class, TermGradeRulesSet? Rules, DateOnly Today, string? Grade = null);

/// <summary>Asks for them in the handler's own round trip.</summary>
public sealed class PupilYearQuestion(YearId year, ClassId? schoolClass, PupilId pupil, (CourseId Course, TermId Term)? page, TimeProvider clock) : IBatchQueryPlan<PupilYearFacts>
{
    public async Task<PupilYearFacts> Fetch(IBatchedQuery query)
    {
        var yearTask = query.Load<YearCalendar>(Streams.Year(year));
        var classTask = schoolClass is { } c ? query.Load<ClassRoster>(c.Value) : null;
        var rulesTask = query.Load<TermGradeRules>(Streams.TermGrading);
        var schoolTask = query.Load<SchoolCard>(Streams.School(SchoolId.From(query.Parent.TenantId)));
        var pageTask = page is { } p ? query.Load<Closing.TermPage>(TermPages.Stream(p.Course, p.Term)) : null;
        var calendar = await yearTask;
        return new PupilYearFacts(
            calendar, classTask is null ? null : await classTask, (await rulesTask)?.On(calendar?.To ?? default),
            (await schoolTask)?.DayAt(clock.GetUtcNow()) ?? default, pageTask is null ? null : (await pageTask)?.GradeOf(pupil));
    }
}

public static class DecideInCouncilHandler
{
    public const int LongestProtocol = 100;

    public static PupilYearQuestion Load(DecideInCouncil command, TimeProvider clock) => new(command.Year, command.Class, command.Pupil, null, clock);

    public static (Outcome, Events) Handle(
        DecideInCouncil command, [WriteAggregate(nameof(DecideInCouncil.Stream), Required = false)] PupilYear? standing, PupilYearFacts facts)
    {
        if (facts.Year is not { } year) return (Outcome.Refused(Refusals.YearIsUnknown), []);
        if (facts.Class is null || facts.Class.Year != command.Year || facts.Class.Pupils.All(p => p.Pupil != command.Pupil)) return (Outcome.Refused(Refusals.PupilIsNotOnPage), []);
        if (facts.Rules is not { } rules) return (Outcome.Refused(Refusals.TermRulesAreMissing, year.To), []);
        if (rules.Decisions.All(d => d.Code != command.Decision)) return (Outcome.Refused(Refusals.DecisionIsUnknown, command.Decision), []);
        var protocol = command.Protocol.Trim();
        if (protocol.Length is 0 or > LongestProtocol) return (Outcome.Refused(Refusals.ProtocolIsMissing, LongestProtocol), []);
        if (command.On < year.From || command.On > facts.Today) return (Outcome.Refused(Refusals.DayIsOff, command.On), []);
        var decided = new CouncilDecided(command.Pupil, command.Year, command.Class, command.Decision, protocol, command.On);
        if (standing?.Decision == decided) return (Outcome.Accepted, []);
        return standing?.Decision is { } other && other.Protocol != command.Seen
            ? (Outcome.Changed(Refusals.DecisionIsChanged, other, other.Protocol), [])
            : (Outcome.Accepted, [decided]);
    }
}

public static class RecordDebtHandler
{
    public static PupilYearQuestion Load(RecordDebt command, TimeProvider clock) => new(command.Year, null, command.Pupil, (command.Course, command.Term), clock);

    public static (Outcome, Events) Handle(
        RecordDebt command, [WriteAggregate(nameof(RecordDebt.Stream), Required = false)] PupilYear? standing, PupilYearFacts facts)
    {
        if (facts.Year is not { } year) return (Outcome.Refused(Refusals.YearIsUnknown), []);
        if (command.Until < year.From || command.Until > year.To.AddYears(1)) return (Outcome.Refused(Refusals.DayIsOff, command.Until), []);
        if (standing?.DebtOf(command.Course, command.Term) is { } debt && debt.Until == command.Until) return (Outcome.Accepted, []);
        return standing?.DebtOf(command.Course, command.Term)?.Retakes.Count > 0
            ? (Outcome.Refused(Refusals.DebtIsCleared), [])
            : (Outcome.Accepted, [new DebtRecorded(command.Pupil, command.Year, command.Course, command.Term, facts.Grade, command.Until)]);
    }
}

public static class HoldRetakeHandler
{
    public static PupilYearQuestion Load(HoldRetake command, TimeProvider clock) => new(command.Year, null, command.Pupil, (command.Course, command.Term), clock);

    public static (Outcome, Events) Handle(
        HoldRetake command, [WriteAggregate(nameof(HoldRetake.Stream), Required = false)] PupilYear? standing, PupilYearFacts facts)
    {
        if (facts.Rules is not { } rules) return (Outcome.Refused(Refusals.TermRulesAreMissing, facts.Year?.To ?? default), []);
        if (standing?.DebtOf(command.Course, command.Term) is not { } debt) return (Outcome.Refused(Refusals.DebtIsUnknown), []);
        var grade = command.Grade.Trim();
        if (debt.Retakes.Any(r => r.On == command.On && r.Grade == grade && r.Passed == command.Passed)) return (Outcome.Accepted, []);
        if (debt.IsCleared) return (Outcome.Refused(Refusals.DebtIsCleared), []);
        if (debt.Retakes.Count >= rules.Retakes.Count) return (Outcome.Refused(Refusals.RetakesAreOver, rules.Retakes.Count), []);
        if (command.On > facts.Today || command.On < facts.Year!.From || command.On < debt.Retakes.LastOrDefault()?.On) return (Outcome.Refused(Refusals.DayIsOff, command.On), []);
        if (rules.Ranks.All(r => r.Symbol != grade)) return (Outcome.Refused(Refusals.TermGradeIsOffScale, grade, string.Join(", ", rules.Ranks.Select(r => r.Symbol))), []);
        var attempt = debt.Retakes.Count + 1;
        return (Outcome.Accepted, [new RetakeHeld(
            command.Pupil, command.Year, command.Course, command.Term, attempt, command.On, grade, attempt >= rules.Retakes.CommissionFrom, command.Passed)]);
    }
}
