using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать учебный план параллели или её профиля (D-10.5, D-10.6, Z-5.3): all lines at once, from a day until the next version.</summary>
/// <param name="Profile">Null: the level's general curriculum.</param>
/// <param name="Classes">Those of the profile; empty for the general one.</param>
/// <param name="Lines">Hours in hundredths; empty ends the profile.</param>
public sealed record SetCurriculum(
    Guid CommandId, YearId Year, int Level, string? Profile, IReadOnlyList<ClassId> Classes, DateOnly From, IReadOnlyList<CurriculumLine> Lines) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Curriculum(Year);
}

/// <param name="Classes">Every class of the year.</param>
/// <param name="Subjects">Every subject of the school.</param>
public sealed record SetCurriculumFacts(YearCalendar? Year, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<SubjectCard> Subjects);

public static class SetCurriculumHandler
{
    private const int MostHours = 20;

    public static async Task<SetCurriculumFacts> LoadAsync(SetCurriculum command, IDocumentSession session, CancellationToken cancel) => new(
        await session.LoadAsync<YearCalendar>(Streams.Year(command.Year), cancel),
        [.. (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == command.Year)],
        await session.Query<SubjectCard>().ToListAsync(cancel));

    public static (Outcome, Events) Handle(
        SetCurriculum command, [WriteAggregate(nameof(SetCurriculum.Stream), Required = false)] Curriculum? curriculum, SetCurriculumFacts facts)
    {
        if (facts.Year is not { } year) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        if (command.Level is < 1 or > 11) return (Outcome.Refused(Refusals.YearLevelIsOff, command.Level), []);
        if (command.From < year.From || command.From > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, command.From, year.From, year.To), []);
        if (ForbidProfile(command, curriculum, facts) is { } profile) return (profile, []);
        if (ForbidLines(command, facts.Subjects) is { } lines) return (lines, []);
        var standing = curriculum?.Versions.LastOrDefault(v => v.Level == command.Level && v.Profile == command.Profile && v.From <= command.From);
        return (standing is null ? command.Lines.Count == 0 : Same(standing, command))
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new CurriculumSet(command.Year, command.Level, command.Profile, command.Classes, command.From, command.Lines)]);
    }

    private static Outcome? ForbidProfile(SetCurriculum command, Curriculum? curriculum, SetCurriculumFacts facts)
    {
        if (command.Profile is null)
        {
            return command.Lines.Count == 0 ? Outcome.Refused(Refusals.CurriculumIsEmpty, command.Level)
                : command.Classes.Count > 0 ? Outcome.Refused(Refusals.ClassIsOfOtherLevel, command.Classes[0].Value, command.Level) : null;
        }
        if (!Naming.IsFit(command.Profile)) return Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest);
        if (command.Lines.Count == 0) return null;
        if (command.Classes.Count == 0) return Outcome.Refused(Refusals.ProfileLacksClasses, command.Profile);
        foreach (var id in command.Classes)
        {
            var roster = facts.Classes.FirstOrDefault(c => c.Id == id.Value);
            if (roster?.Level != command.Level) return Outcome.Refused(Refusals.ClassIsOfOtherLevel, roster?.Name ?? id.Value, command.Level);
            if (curriculum?.On(command.From).FirstOrDefault(v => v.Level == command.Level && v.Profile != command.Profile && v.Classes.Contains(id)) is { } other)
                return Outcome.Refused(Refusals.ClassHasProfile, roster.Name, other.Profile);
        }
        return null;
    }

    private static Outcome? ForbidLines(SetCurriculum command, IReadOnlyList<SubjectCard> subjects)
    {
        var seen = new HashSet<(SubjectId, string, string)>();
        foreach (var line in command.Lines)
        {
            if (subjects.FirstOrDefault(s => s.Subject == line.Subject) is not { } subject) return Outcome.Refused(Refusals.SubjectIsUnknown);
            if (line.Hours is < 1 or > MostHours * 100) return Outcome.Refused(Refusals.CurriculumHoursAreOff, subject.Name, MostHours, line.Hours / 100m);
            if (!CurriculumParts.All.Contains(line.Part)) return Outcome.Refused(Refusals.PartIsUnknown, line.Part);
            if (!Layers.All.Contains(line.Layer)) return Outcome.Refused(Refusals.LayerIsUnknown, line.Layer);
            // What lies outside the lessons is never the federal part.
            if (line.Layer != Layers.Core && line.Part != CurriculumParts.School) return Outcome.Refused(Refusals.PartIsUnknown, line.Part);
            if (!seen.Add((line.Subject, line.Part, line.Layer))) return Outcome.Refused(Refusals.CurriculumLineIsRepeated, subject.Name);
        }
        return null;
    }

    private static bool Same(CurriculumSet one, SetCurriculum other) =>
        one.Lines.ToHashSet().SetEquals(other.Lines) && one.Classes.ToHashSet().SetEquals(other.Classes);
}
