using System.Resources;
using ElJournal.Accounting.Journal;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Words of the pages about substitutions.</summary>
public static class SubstitutionTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Substitutions.SubstitutionTexts", typeof(SubstitutionTexts).Assembly));
}

/// <summary>Says in words what was decided about a lesson.</summary>
public sealed class ShiftWords(IReadOnlyDictionary<StaffId, string> people, IReadOnlyDictionary<SubjectId, string> subjects, IReadOnlyDictionary<CourseId, string> classes)
{
    private static Texts T => SubstitutionTexts.All;

    public static async Task<ShiftWords> Of(
        IQuerySession session, Openings openings, Kernel.SchoolId school, IReadOnlyCollection<LessonShift> shifts, CancellationToken cancel)
    {
        if (shifts.Count == 0) return new ShiftWords(new Dictionary<StaffId, string>(), new Dictionary<SubjectId, string>(), new Dictionary<CourseId, string>());
        var staff = await session.LoadManyAsync<StaffCard>(cancel, [.. shifts.SelectMany(s => (StaffId?[])[s.Teacher, s.Former]).OfType<StaffId>().Distinct().Select(Streams.Staff)]);
        var subjects = await session.LoadManyAsync<SubjectCard>(cancel, [.. shifts.Select(s => s.Taught).OfType<SubjectId>().Distinct().Select(Streams.Subject)]);
        var places = await History.Places(session, shifts.Select(s => s.With?.Course).OfType<CourseId>(), cancel);
        return new ShiftWords(
            await Called(openings, school, staff, cancel), subjects.ToDictionary(s => s.Subject, s => s.Name), places.ToDictionary(p => p.Key, p => p.Value.Class));
    }

    /// <summary>Соколова И. В., of many at once.</summary>
    internal static async Task<IReadOnlyDictionary<StaffId, string>> Called(
        Openings openings, Kernel.SchoolId school, IReadOnlyCollection<StaffCard> staff, CancellationToken cancel)
    {
        var opened = await openings.Read<PersonCard>(school, staff.Select(s => s.Card), cancel);
        return staff.ToDictionary(s => s.Staff, s => opened.TryGetValue(s.Card, out var person) ? person.ShortName : UiTexts.All["erased"]);
    }

    /// <summary>«Замена: Миронов П. С.»; «отменён: болезнь»; «перенесён на 30 нояб., 3-й урок».</summary>
    public string Of(LessonShift shift)
    {
        var words = new List<string>();
        if (shift.From is { } from) words.Add(T.With("shift.from", Moments.Day(from.Date), from.Slot));
        if (shift.To is { } to) words.Add(T.With("shift.to", Moments.Day(to.Date), to.Slot));
        if (shift.Cancelled) words.Add(T.With("shift.cancelled", Reason(shift.Reason)));
        if (shift.Teacher is { } teacher)
        {
            var name = people.GetValueOrDefault(teacher, "—");
            words.Add(shift.With is { } with ? T.With("shift.combined", classes.GetValueOrDefault(with.Course, "—"), name) : T.With("shift.substitute", name));
            if (shift.Taught is { } taught) words.Add(T.With("shift.taught", subjects.GetValueOrDefault(taught, "—")));
        }
        return string.Join(" · ", words);
    }

    /// <summary>One word for a tag.</summary>
    public static string Tag(LessonShift shift) => T[shift switch
    {
        { Cancelled: true } => "tag.cancelled",
        { To: not null } => "tag.moved",
        { With: not null } => "tag.combined",
        { Teacher: not null } => "tag.substitute",
        _ => "tag.received",
    }];

    public static string Reason(string? reason) => T["reason." + (reason is not null && SubstitutionReasons.All.Contains(reason) ? reason : SubstitutionReasons.Other)];
}

/// <summary>Decisions about lessons among the changes that the history shows: kept as ids, shown with names.</summary>
internal static class ShiftChanges
{
    /// <summary>What is stored as the new value: the whole state after the event, in ids.</summary>
    public static string? Value(object e) => e switch
    {
        SubstituteAssigned { With: { } with } d => $"combined {d.Teacher} {with}",
        SubstituteAssigned d => d.Taught is { } taught ? $"substitute {d.Teacher} {taught}" : $"substitute {d.Teacher}",
        LessonCancelled d => $"cancelled {d.Reason}",
        LessonTransferred d => $"moved {d.To}",
        LessonReceived d => $"received {d.From}",
        _ => null,
    };

    /// <summary>The changes with the values of decisions in words.</summary>
    public static async Task<IReadOnlyList<Change>> Named(
        IQuerySession session, Openings openings, Kernel.SchoolId school, IReadOnlyList<Change> changes, CancellationToken cancel)
    {
        if (changes.All(c => c.Kind != ChangeKind.Substitution)) return changes;
        var values = changes.Where(c => c.Kind == ChangeKind.Substitution).SelectMany(c => (string?[])[c.Old, c.New]).OfType<string>().Distinct().ToDictionary(v => v, Read);
        var words = await ShiftWords.Of(session, openings, school, values.Values, cancel);
        return [.. changes.Select(c => c.Kind != ChangeKind.Substitution ? c : c with { Old = Shown(c.Old), New = Shown(c.New) })];

        string? Shown(string? value) => value is null ? null : words.Of(values[value]);
    }

    private static LessonShift Read(string value)
    {
        var parts = value.Split(' ');
        return parts[0] switch
        {
            "combined" => new LessonShift { Teacher = new StaffId(parts[1]), With = LessonId.Parse(parts[2]) },
            "substitute" => new LessonShift { Teacher = new StaffId(parts[1]), Taught = parts.Length > 2 ? new SubjectId(parts[2]) : null },
            "cancelled" => new LessonShift { Cancelled = true, Reason = parts[1] },
            "moved" => new LessonShift { To = LessonId.Parse(parts[1]) },
            _ => new LessonShift { From = LessonId.Parse(parts[1]) },
        };
    }
}
