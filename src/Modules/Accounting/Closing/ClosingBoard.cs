using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Terms;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Closing;

/// <summary>Закрытие периода: what is closed in the school, class by subject.</summary>
/// <param name="Tabs">All terms and pages of the year.</param>
public sealed record ClosingView(TermId Term, string TermName, string YearName, IReadOnlyList<SheetTab> Tabs, IReadOnlyList<string> Subjects, IReadOnlyList<ClosingRow> Rows)
{
    public int Open => Rows.Sum(r => r.Cells.Sum(c => c.Count(p => !p.Closed)));

    public int Closed => Rows.Sum(r => r.Cells.Sum(c => c.Count(p => p.Closed)));
}

/// <param name="Cells">Of each subject of the view, in order: the pages of the class in it.</param>
public sealed record ClosingRow(ClassId Class, string Name, IReadOnlyList<IReadOnlyList<ClosingCell>> Cells);

/// <param name="Missing">How many grades of the term are not given; 0 where none are to be.</param>
public sealed record ClosingCell(CourseId Course, bool Closed, int Missing);

/// <summary>The pages of one class before their closing, with what is missing by name.</summary>
public sealed record ClosingClass(
    ClassId Class, string Name, TermId Term, string TermName, string YearName, IReadOnlyList<SheetTab> Tabs, bool HasBegun, IReadOnlyList<ClosingLine> Lines)
{
    /// <summary>Who lacks a single mark, by subject.</summary>
    public IReadOnlyList<(string Subject, IReadOnlyList<string> Names)> OneShort =>
        [.. Lines.Select(l => (l.Subject, (IReadOnlyList<string>)[.. l.Few.Where(f => f.Short == 1).Select(f => f.Name)])).Where(l => l.Item2.Count > 0)];
}

/// <summary>A page of the class.</summary>
/// <param name="Name">8 «Б», группа 1.</param>
/// <param name="Topics">Days of lessons without a topic.</param>
/// <param name="Few">Pupils below the minimum and by how many.</param>
/// <param name="Ungraded">Pupils without a grade of the term.</param>
/// <param name="Unsigned">Days that the teacher has not confirmed.</param>
/// <param name="Pupils">How many are to be graded in all.</param>
public sealed record ClosingLine(
    CourseId Course, string Subject, string Name, string? Teacher, bool Closed, int Pupils, IReadOnlyList<PageGap> Gaps, IReadOnlyList<DateOnly> Topics,
    IReadOnlyList<(string Name, int Short)> Few, IReadOnlyList<string> Ungraded, IReadOnlyList<DateOnly> Unsigned);

/// <summary>Reads the state of pages for those who close them.</summary>
public sealed class ClosingBoard(IDocumentStore store, Names names, CourseSetUps setUps, KeptLessons kept, TimeProvider clock)
{
    /// <param name="term">Null: the term of today.</param>
    /// <returns>Null: no year or no such term.</returns>
    public async Task<ClosingView?> Of(Actor reader, TermId? term, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermRegister.Load(session, reader.School, null, clock.GetUtcNow(), cancel) is not { } register) return null;
        var levels = register.Classes.Select(c => c.Level).Distinct().ToList();
        var terms = levels.SelectMany(level => register.Year.TermsOf(level)).DistinctBy(t => t.Id).ToList();
        if (levels.Count == 0 || terms.Count == 0) return null;
        var shown = term ?? register.Year.TermToShow(register.Today, levels[^1])?.Id ?? terms[0].Id;
        if (terms.All(t => t.Id != shown) && !YearPages.All.Contains(shown)) return null;

        var pages = (await session.LoadManyAsync<TermPage>(cancel, register.Courses.Select(c => TermPages.Stream(c.Course, shown)).ToArray())).ToDictionary(p => p.Course);
        var courses = register.Courses.Where(c => reader.Grants.AllowEver(Permission.ClosePages, Streams.Course(c.Course)))
            .Select(c => (Course: c, Roster: register.RosterOf(c))).Where(c => c.Roster is not null && register.DaysOf(shown, c.Roster.Level) is not null)
            .Where(c => !YearPages.All.Contains(shown) || register.IsGraded(c.Course, shown, c.Roster!.Level)).ToList();
        var subjects = courses.Select(c => register.SubjectOf(c.Course)).Distinct().OrderBy(s => s, StringComparer.CurrentCulture).ToList();
        var rows = register.Classes.Select(schoolClass => new ClosingRow(
            new ClassId(schoolClass.Id), schoolClass.Name,
            [.. subjects.Select(subject => (IReadOnlyList<ClosingCell>)
            [
                .. from c in courses
                   where c.Course.Classes.Contains(new ClassId(schoolClass.Id)) && register.SubjectOf(c.Course) == subject
                   select Cell(register, c.Course, c.Roster!, shown, pages.GetValueOrDefault(c.Course.Course.Value)),
            ])])).Where(row => row.Cells.Any(c => c.Count > 0)).ToList();
        return new ClosingView(shown, Name(register.Year, levels, shown), PageBuilder.YearName(register.Year), Tabs(register.Year, levels, shown), subjects, rows);
    }

    /// <summary>Null: there is no such class or term, or none of its pages is the reader's to close.</summary>
    public async Task<ClosingClass?> Of(Actor reader, ClassId schoolClass, TermId term, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermRegister.Load(session, reader.School, schoolClass, clock.GetUtcNow(), cancel) is not { } register) return null;
        var own = register.Courses.Where(c => reader.Grants.AllowEver(Permission.ClosePages, Streams.Course(c.Course))).ToList();
        if (register.Classes.FirstOrDefault(c => c.Id == schoolClass.Value) is not { } roster || own.Count == 0) return null;
        if (register.DaysOf(term, roster.Level) is not { } days) return null;
        var lines = new List<ClosingLine>();
        foreach (var course in own)
        {
            if (YearPages.All.Contains(term) && !register.IsGraded(course, term, roster.Level)) continue;
            if (await TermSources.Load(session, setUps, kept, course.Course, term, clock.GetUtcNow(), cancel) is not { } sources) continue;
            var found = await Preflight.Of(session, sources, cancel);
            var called = await names.Pupils(session, reader.School, found.Few.Select(f => f.Pupil).Concat(found.Ungraded), cancel);
            var teacher = (course.TeacherOn(register.Today) ?? course.TeacherOn(days.From)) is { } t ? await names.Staff(session, reader.School, t.Teacher, cancel) : null;
            lines.Add(new ClosingLine(
                course.Course, register.SubjectOf(course), sources.Page.ClassName, teacher, sources.Standing?.Closed == true,
                sources.Page.Pupils.Count(sources.NeedsGrade), found.Gaps,
                [.. found.Topics.Select(l => l.Date)],
                [.. found.Few.Select(f => (called.GetValueOrDefault(f.Pupil, "—"), f.Short)).OrderBy(f => f.Item1, StringComparer.CurrentCulture)],
                [.. found.Ungraded.Select(p => called.GetValueOrDefault(p, "—")).Order(StringComparer.CurrentCulture)], found.Unsigned));
        }
        return new ClosingClass(
            schoolClass, roster.Name, term, TermSheets.NameOf(register.Year, roster.Level, term), PageBuilder.YearName(register.Year),
            Tabs(register.Year, [roster.Level], term), register.Today >= days.From,
            [.. lines.OrderBy(l => l.Subject, StringComparer.CurrentCulture).ThenBy(l => l.Name, StringComparer.CurrentCulture)]);
    }

    private static ClosingCell Cell(TermRegister register, CourseCard course, CourseRoster roster, TermId term, TermPage? page)
    {
        var missing = page?.Closed == true || term == YearPages.Exam || !register.IsGraded(course, term, roster.Level)
            ? 0
            : register.Expected(roster, register.DaysOf(term, roster.Level)!.Value).Count(pupil => page?.GradeOf(pupil) is null);
        return new ClosingCell(course.Course, page?.Closed == true, missing);
    }

    private static IReadOnlyList<SheetTab> Tabs(YearCalendar year, IReadOnlyList<int> levels, TermId shown) =>
    [
        .. levels.SelectMany(year.TermsOf).OrderBy(t => t.From).Select(t => t.Id).Concat(YearPages.All).Distinct()
            .Select(id => new SheetTab(id, Name(year, levels, id), id == shown, false)),
    ];

    private static string Name(YearCalendar year, IReadOnlyList<int> levels, TermId term) =>
        levels.Where(level => year.TermsOf(level).Any(t => t.Id == term)).Select(level => TermSheets.NameOf(year, level, term)).FirstOrDefault()
        ?? TermSheets.NameOf(year, levels[0], term);
}
