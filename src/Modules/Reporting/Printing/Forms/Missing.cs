using ElJournal.Setup;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Пропуски out of the pages of a class: what is recorded, neither more nor less.</summary>
internal sealed class Missing
{
    /// <summary>Дня нет на занятиях: so many lessons of a day missed (domain: a day = three or more lessons), or all that the pupil had.</summary>
    private const int LessonsOfDay = 3;

    private readonly Dictionary<(PupilId Pupil, TermId Term), MissedCount> counts = [];
    private readonly Dictionary<(PupilId Pupil, string Letter), int> letters = [];

    private Missing(IReadOnlyList<(TermId Id, string Name)> terms, IReadOnlyList<CodeData> codes) => (Terms, Codes) = (terms, codes);

    public IReadOnlyList<(TermId Id, string Name)> Terms { get; }

    /// <summary>Codes that stand somewhere in the class's year.</summary>
    public IReadOnlyList<CodeData> Codes { get; }

    public static Missing Of(ClassData data)
    {
        var pages = data.Pages.Values.SelectMany(p => p).ToList();
        var used = pages.SelectMany(p => p.Rows).SelectMany(r => r.Attendance).OfType<string>().ToHashSet();
        var missing = new Missing(
            [.. pages.DistinctBy(p => p.Term).Select(p => (p.Term, p.TermName))], [.. pages.SelectMany(p => p.Codes).DistinctBy(c => c.Letter).Where(c => used.Contains(c.Letter))]);
        var missed = missing.Codes.Where(c => c.Missed).Select(c => c.Letter).ToHashSet();
        foreach (var term in pages.GroupBy(p => p.Term))
            foreach (var pupil in term.SelectMany(Entries).GroupBy(e => e.Pupil)) missing.Add(pupil.Key, term.Key, [.. pupil], missed);
        return missing;
    }

    /// <summary>Null for a page of the year, which has no lessons of its own.</summary>
    public MissedCount? Count(PupilId pupil, TermId term) => Terms.Any(t => t.Id == term) ? counts.GetValueOrDefault((pupil, term)) ?? new(0, 0) : null;

    /// <summary>Days and lessons by period and for the year, then lessons by code. Of nobody: zeros.</summary>
    public IReadOnlyList<int> Row(PupilId? pupil)
    {
        var periods = Terms.Select(t => pupil is { } p ? counts.GetValueOrDefault((p, t.Id)) ?? new(0, 0) : new(0, 0)).ToList();
        return
        [
            .. periods.SelectMany(c => new[] { c.Days, c.Lessons }), periods.Sum(c => c.Days), periods.Sum(c => c.Lessons),
            .. Codes.Select(c => pupil is { } p ? letters.GetValueOrDefault((p, c.Letter)) : 0),
        ];
    }

    /// <summary>Lessons that have taken place for a pupil of the page, with the letter that stands there.</summary>
    private static IEnumerable<(PupilId Pupil, DateOnly Date, string? Letter)> Entries(PageData page) =>
        from row in page.Rows
        from lesson in page.Lessons.Index()
        where lesson.Item.Note is null || row.Attendance[lesson.Index] is not null
        where row.From <= lesson.Item.Date && !(row.Left <= lesson.Item.Date)
        select (row.Pupil, lesson.Item.Date, row.Attendance[lesson.Index]);

    private void Add(PupilId pupil, TermId term, IReadOnlyList<(PupilId Pupil, DateOnly Date, string? Letter)> entries, HashSet<string> missed)
    {
        var days = entries.GroupBy(e => e.Date).Count(day => day.Count(IsMissed) is var lost && lost > 0 && (lost >= LessonsOfDay || lost == day.Count()));
        counts[(pupil, term)] = new(days, entries.Count(IsMissed));
        foreach (var letter in entries.Where(e => e.Letter is not null).GroupBy(e => e.Letter!))
            letters[(pupil, letter.Key)] = letters.GetValueOrDefault((pupil, letter.Key)) + letter.Count();

        bool IsMissed((PupilId, DateOnly, string? Letter) entry) => entry.Letter is { } letter && missed.Contains(letter);
    }
}

/// <param name="Days">Days missed as a whole.</param>
internal sealed record MissedCount(int Days, int Lessons);
