using ElJournal.Kernel;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Printing;

/// <summary>Класс with what of it the reader may print.</summary>
public sealed record ClassBook(
    ClassId Class, string Name, int Level, string YearName, string SchoolName, IReadOnlyList<CourseBook> Courses, IReadOnlyList<Term> Terms, bool Whole)
{
    /// <summary>Moment of the newest record of the school, in the school's time: the same data give the same print.</summary>
    public DateTimeOffset Made { get; init; }

    public SealData? Seal { get; init; }

    /// <summary>Обучающиеся by their ids, with when they came and left.</summary>
    public IReadOnlyList<Enrolment> Pupils { get; init; } = [];
}

/// <summary>Курс: a subject of the class or of a group of it.</summary>
/// <param name="Short">Краткое название of the subject, where it has one.</param>
public sealed record CourseBook(CourseId Course, string Subject, string? Short, string Called, string Layer);

/// <summary>Reads what is there to print: classes, courses, terms.</summary>
public sealed partial class PrintBooks(IDocumentStore store, IJournalSheets sheets, TimeProvider clock)
{
    /// <summary>Classes of the running year of which the reader may print something, lowest first.</summary>
    public async Task<IReadOnlyList<ClassBook>> All(Actor reader, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var school = await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel);
        var today = school?.DayAt(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        if ((years.LastOrDefault(y => y.From <= today && today <= y.To) ?? years.MaxBy(y => y.From)) is not { } year) return [];
        var rosters = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        return await Books(session, reader, school, year, rosters, courses, cancel);
    }

    /// <summary>One class. Null: there is none, or nothing of it for this reader.</summary>
    public async Task<ClassBook?> Of(Actor reader, ClassId schoolClass, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel) is not { } roster
            || await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel) is not { } year) return null;
        var school = await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel);
        var courses = await session.QueryAsync<CourseCard>("where d.tenant_id = ? and d.data -> 'classes' @> to_jsonb(?::text)", cancel, session.TenantId, roster.Id);
        if ((await Books(session, reader, school, year, [roster], courses, cancel)).FirstOrDefault() is not { } book) return null;
        return book with { Made = await Made(session, school, cancel), Seal = await sheets.Seal(reader.School, cancel), Pupils = roster.Pupils };
    }

    /// <summary>The class that a course is printed under, with that course alone.</summary>
    public async Task<ClassBook?> Of(Actor reader, CourseId course, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(course), cancel) is not { Classes: [var first, ..] }) return null;
        return await Of(reader, first, cancel) is { } book && book.Courses.Any(c => c.Course == course)
            ? book with { Courses = [.. book.Courses.Where(c => c.Course == course)] }
            : null;
    }

    /// <summary>What stands on every print of the reader's school.</summary>
    public async Task<PrintGround> Ground(Actor reader, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var school = await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel);
        return new PrintGround(
            school?.Name ?? "", await Made(session, school, cancel), await sheets.Seal(reader.School, cancel),
            school is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone));
    }

    private static async Task<IReadOnlyList<ClassBook>> Books(
        IQuerySession session, Actor reader, SchoolCard? school, YearCalendar year, IReadOnlyList<ClassRoster> rosters, IReadOnlyList<CourseCard> courses, CancellationToken cancel)
    {
        var mine = courses.Where(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course))).ToList();
        if (mine.Count == 0) return [];
        var subjects = (await session.LoadManyAsync<SubjectCard>(cancel, mine.Select(c => Streams.Subject(c.Subject)).Distinct().ToArray())).ToDictionary(s => s.Subject);
        var order = SubjectCard.InOrder(subjects.Values).Index().ToDictionary(s => s.Item.Subject, s => s.Index);
        var called = await CourseNames.Of(session, mine, cancel);
        var span = string.Create(null, $"{year.From.Year}/{year.To.Year}");
        return
        [
            .. from roster in rosters.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)
               let own = mine.Where(c => c.Classes.Contains(new ClassId(roster.Id))).ToList()
               where own.Count > 0
               select new ClassBook(
                   new ClassId(roster.Id), roster.Name, roster.Level, span, school?.Name ?? "",
                   [.. own.OrderBy(c => Layers.All.ToList().IndexOf(c.Layer)).ThenBy(c => order.GetValueOrDefault(c.Subject)).ThenBy(c => called.GetValueOrDefault(c.Course), StringComparer.CurrentCulture)
                       .Select(c => new CourseBook(c.Course, subjects.GetValueOrDefault(c.Subject)?.Name ?? "", subjects.GetValueOrDefault(c.Subject)?.Short, called.GetValueOrDefault(c.Course, roster.Name), c.Layer))],
                   year.TermsOf(roster.Level), own.Count == courses.Count(c => c.Classes.Contains(new ClassId(roster.Id)))),
        ];
    }

    private async Task<DateTimeOffset> Made(IQuerySession session, SchoolCard? school, CancellationToken cancel)
    {
        var last = (await session.Events.QueryAllRawEvents().OrderByDescending(e => e.Sequence).Take(1).ToListAsync(cancel)).FirstOrDefault()?.Timestamp ?? clock.GetUtcNow();
        return school is null ? last : TimeZoneInfo.ConvertTime(last, TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone));
    }

    /// <summary>When the newest grade of a period was set or taken back in a class, in the school's time. Null: there is none.</summary>
    public async Task<DateTimeOffset?> GradedAt(SchoolId id, ClassBook book, CancellationToken cancel)
    {
        await using var session = store.QuerySession(id.Value);
        var school = await session.LoadAsync<SchoolCard>(Streams.School(id), cancel);
        return await ReportFacts.GradedAt(session, book.Courses.Select(c => c.Course), cancel) is not { } at ? null
            : school is null ? at : TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone));
    }
}
