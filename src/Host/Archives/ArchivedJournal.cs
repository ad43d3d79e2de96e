using System.Globalization;
using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;

namespace ElJournal.Host.Archives;

/// <summary>Страница журнала in an archive.</summary>
/// <param name="Class">8 «Б», or several classes, or a group.</param>
public sealed record ArchivedPageName(CourseId Course, TermId Term, string Class, string Subject, int Ordinal, string Kind, DateOnly From, DateOnly To);

/// <summary>A lesson as it stood.</summary>
public sealed record ReplayedLesson(LessonId Lesson, string? Topic, string? Homework);

/// <summary>A row as it stood: one cell for each lesson; null: nothing was in it.</summary>
/// <param name="Name">As the archive of names has it, else the id.</param>
public sealed record ReplayedPupil(PupilId Pupil, string Name, IReadOnlyList<ReplayedCell?> Cells, string? TermGrade);

/// <summary>A cell as it stood.</summary>
/// <param name="Text">Absence, then grades.</param>
/// <param name="Corrected">Something in it had been corrected.</param>
public sealed record ReplayedCell(string Text, bool Corrected);

/// <summary>Страница журнала as it stood after so many of its changes.</summary>
/// <param name="Times">When each change was recorded.</param>
/// <param name="Last">The change after which the page is shown; null before the first.</param>
public sealed record ReplayedPage(
    ArchivedPageName Name, IReadOnlyList<ReplayedLesson> Lessons, IReadOnlyList<ReplayedPupil> Pupils, int Step, IReadOnlyList<DateTimeOffset> Times, ArchivedChange? Last);

/// <summary>What was changed, by which account.</summary>
public sealed record ArchivedChange(ArchivedEntry Entry, ChangeFact Fact);

/// <summary>
/// Журнал из архива (D-5, D-7): pages of the bag J5 as they stood at any moment, by the very fold the journal itself uses, and without a database. A course
/// is read out of the log once; every step after that is in memory, until another course is looked at.
/// </summary>
internal sealed class ArchivedJournal(ArchivedLog log, IReadOnlyDictionary<PupilId, string> names)
{
    private static readonly StoredEvents Events = new(typeof(GradeRecorded).Assembly, typeof(PupilEnrolled).Assembly);

    private readonly Lazy<IReadOnlyList<ArchivedPageName>> pages = new(() => Read(log));

    private (CourseId Course, IReadOnlyList<(ArchivedEntry Entry, IEvent Event)> Entries)? read;

    public string Year => log.Year;

    /// <summary>Names of pupils as far as the log of the year and its openings tell them; whose card is of a former year stays an id.</summary>
    /// <param name="openings">The bag P of the same year.</param>
    public static IReadOnlyDictionary<PupilId, string> Names(ArchivedLog log, ArchivedLog openings)
    {
        var cards = openings.Openings().Where(row => row["value"].StartsWith('{'))
            .Select(row => (Index: long.Parse(row["index"], CultureInfo.InvariantCulture), Card: JsonSerializer.Deserialize<PersonCard>(row["value"], JsonSerializerOptions.Web)))
            .Where(row => row.Card is not null).GroupBy(row => row.Index).ToDictionary(row => row.Key, row => row.First().Card!);
        var found = new Dictionary<PupilId, string>();
        foreach (var entry in log.Entries("pupil/").Where(entry => cards.ContainsKey(entry.Index)))
        {
            if (entry.Data.TryGetProperty("pupil", out var pupil) && pupil.GetString() is { } id) found[new PupilId(id)] = cards[entry.Index].ListName;
        }
        return found;
    }

    /// <summary>Every page of the year, by class and subject.</summary>
    public IReadOnlyList<ArchivedPageName> Pages => pages.Value;

    private static IReadOnlyList<ArchivedPageName> Read(ArchivedLog log)
    {
        var subjects = log.Table("subjects").ToDictionary(row => row["subject"], row => row["name"]);
        var classes = log.Table("classes").ToDictionary(row => row["class"], row => $"{row["level"]} «{row["letter"]}»");
        var groups = log.Table("groups").ToDictionary(row => row["group"], row => row["name"]);
        var terms = log.Table("terms").ToLookup(row => row["level"]);
        return
        [
            .. log.Table("courses").SelectMany(course => terms[course["level"]].Select(term => new ArchivedPageName(
                new CourseId(course["course"]), new TermId(term["term"]),
                course["group"].Length > 0 ? groups.GetValueOrDefault(course["group"], course["group"]) : string.Join(", ", course["classes"].Split(' ').Select(c => classes.GetValueOrDefault(c, c))),
                subjects.GetValueOrDefault(course["subject"], course["subject"]), Number(term["ordinal"]), term["kind"], Day(term["from"]), Day(term["to"])))),
        ];
    }

    /// <summary>Null: the archive has no such page.</summary>
    /// <param name="step">After which of its changes; null: after the last.</param>
    /// <param name="at">At which moment, where no step is given.</param>
    public ReplayedPage? Page(CourseId course, TermId term, int? step = null, DateTimeOffset? at = null)
    {
        if (Pages.FirstOrDefault(page => page.Course == course && page.Term == term) is not { } name) return null;
        var all = EntriesOf(course);
        var lessons = all.Where(e => LessonOf(e.Entry) is { } lesson && lesson.Date >= name.From && lesson.Date <= name.To).ToList();
        var steps = lessons.Where(e => ChangeFact.Of(e.Event) is not null).ToList();
        var shown = Math.Clamp(step ?? (at is { } moment ? steps.Count(e => e.Entry.At <= moment) : steps.Count), 0, steps.Count);
        var last = shown > 0 ? steps[shown - 1].Entry : null;
        var then = last is null ? [] : lessons.Where(e => e.Entry.Seq <= last.Seq).Select(e => e.Event).ToList();
        var stood = JournalPages.Fold(then).Where(lesson => lesson.Value.Stands).OrderBy(lesson => lesson.Key.Date).ThenBy(lesson => lesson.Key.Slot).Select(lesson => lesson.Value).ToList();
        var graded = last is null ? null : Fold.Of<TermPage>(all.Where(e => e.Entry.Stream == TermPages.Stream(course, term) && e.Entry.Seq <= last.Seq).Select(e => e.Event));
        var pupils = Members(course, name).Union(stood.SelectMany(lesson => lesson.Cells.Keys).Select(pupil => new PupilId(pupil)))
            .Select(pupil => new ReplayedPupil(
                pupil, names.GetValueOrDefault(pupil, pupil.Value), [.. stood.Select(lesson => Said(lesson.Cells.GetValueOrDefault(pupil.Value)))], graded?.GradeOf(pupil)))
            .OrderBy(row => row.Name, StringComparer.Create(CultureInfo.GetCultureInfo("ru-RU"), ignoreCase: true));
        return new ReplayedPage(
            name, [.. stood.Select(lesson => new ReplayedLesson(lesson.Key, lesson.Topic?.Text, lesson.Homework?.Text))], [.. pupils], shown, [.. steps.Select(e => e.Entry.At)],
            last is null ? null : new ArchivedChange(last, ChangeFact.Of(steps[shown - 1].Event)!));
    }

    private IReadOnlyList<(ArchivedEntry Entry, IEvent Event)> EntriesOf(CourseId course)
    {
        if (read is { } known && known.Course == course) return known.Entries;
        var found = new List<(ArchivedEntry, IEvent)>();
        foreach (var entry in log.Entries($"lesson/{course}/", $"termpage/{course}/").OrderBy(entry => entry.Seq))
        {
            if (Events.Read(entry.Type, entry.Data) is not { } e) continue;
            (e.StreamKey, e.Version, e.Sequence, e.Timestamp, e.UserName) = (entry.Stream, entry.Version, entry.Seq, entry.At, entry.Actor);
            found.Add((entry, e));
        }
        read = (course, found);
        return found;
    }

    /// <summary>Who stood on the page in the term.</summary>
    private IEnumerable<PupilId> Members(CourseId course, ArchivedPageName page)
    {
        var row = log.Table("courses").First(c => c["course"] == course.Value);
        var classes = row["classes"].Split(' ').ToHashSet(StringComparer.Ordinal);
        var members = row["group"].Length > 0 ? log.Table("group-members").Where(m => m["group"] == row["group"]) : log.Table("class-members").Where(m => classes.Contains(m["class"]));
        return members.Where(m => Day(m["from"]) <= page.To && !(m["left"].Length > 0 && Day(m["left"]) <= page.From)).Select(m => new PupilId(m["pupil"]));
    }

    private static ReplayedCell? Said(Cell? cell)
    {
        if (cell is null) return null;
        var said = string.Join(' ', (cell.Attendance is { } code ? (string[])[code] : []).Concat(cell.Standing));
        return said.Length > 0 || cell.Corrected ? new ReplayedCell(said, cell.Corrected) : null;
    }

    private static LessonId? LessonOf(ArchivedEntry entry) =>
        entry.Stream.StartsWith("lesson/", StringComparison.Ordinal) && LessonId.TryParse(entry.Stream["lesson/".Length..], out var lesson) ? lesson : null;

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
