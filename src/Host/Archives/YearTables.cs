using System.Globalization;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Accounting.Terms;
using ElJournal.Host.Printing;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using ElJournal.Reporting.Keeping;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Host.Archives;

/// <summary>
/// The tables of an archive (D-7): the register of the year and every lesson with its cells, so that any other program builds a page of the journal
/// from them. People stand in them as ids; their names lie in the bag of openings.
/// </summary>
internal sealed class YearTables(IDocumentStore store, UnsignedDays days, IServiceScopeFactory scopes) : IArchiveContent
{
    public async Task<string> NameOf(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.Name ?? school.Value;
    }

    public async Task<TimeZoneInfo> ZoneOf(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return TimeZoneInfo.FindSystemTimeZoneById((await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.TimeZone ?? "UTC");
    }

    public async Task Write(SchoolId school, string year, IArchiveShelf shelf, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var courses = await CoursesOf(session, year, cancel);
        await Register(session, year, courses, shelf, cancel);
        await Lessons(session, courses, shelf, cancel);
        await TermGrades(session, courses, shelf, cancel);
    }

    public async Task Print(SchoolId school, string year, SignedNote checkpoint, DateTimeOffset at, IArchiveShelf shelf, Action<int, int> said, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await new YearPrints(store, scope.ServiceProvider.GetRequiredService<PrintRoom>()).Of(school, year, JournalSheets.Sealed(checkpoint), at, shelf, said, cancel);
    }

    public async Task<IReadOnlyList<StatementFile>> StatementsOf(SchoolId school, string year, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await new YearStatements(store, scope.ServiceProvider.GetRequiredService<Statements>(), scope.ServiceProvider.GetRequiredService<PrintRoom>()).Of(school, year, cancel);
    }

    public async Task<IReadOnlyList<ArchiveGap>> GapsOf(SchoolId school, string year, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var courses = await CoursesOf(session, year, cancel);
        var calendar = await session.LoadAsync<YearCalendar>(Streams.Year(new YearId(year)), cancel);
        var closed = (await session.Query<TermPage>().Where(page => page.Closed).Select(page => page.Id).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var open = calendar is null ? 0 : courses.Sum(course => calendar.TermsOf(course.Level).Count(term => !closed.Contains(Accounting.TermPages.Stream(course.Course, term.Id))));
        var asked = await session.Query<Correction>().CountAsync(c => c.State == CorrectionState.Requested || c.State == CorrectionState.Granted, cancel);
        var (unsigned, report) = await days.Of(school, new YearId(year), cancel);
        return
        [
            .. new[] { new ArchiveGap("pages", open, Addresses.Closing), new ArchiveGap("corrections", asked, CorrectionAddresses.List), new ArchiveGap("days", unsigned, report) }
                .Where(gap => gap.Count > 0),
        ];
    }

    private static async Task<IReadOnlyList<CourseCard>> CoursesOf(IQuerySession session, string year, CancellationToken cancel)
    {
        var all = await session.Query<CourseCard>().ToListAsync(cancel);
        return [.. all.Where(course => course.Year.Value == year).OrderBy(course => course.Id, StringComparer.Ordinal)];
    }

    private static async Task Register(IQuerySession session, string year, IReadOnlyList<CourseCard> courses, IArchiveShelf shelf, CancellationToken cancel)
    {
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year.Value == year).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        Write(shelf, "classes", "Классы", classes, [("class", "Класс"), ("level", "Параллель"), ("letter", "Буква")], c => [c.Id, Number(c.Level), c.Letter]);
        Write(
            shelf, "class-members", "Списки классов", classes.SelectMany(c => c.Pupils.Select(p => (c.Id, Pupil: p))),
            [("class", "Класс"), ("pupil", "Обучающийся"), ("from", "С"), ("left", "Выбыл (этого дня уже нет)"), ("order", "Приказ")],
            m => [m.Id, m.Pupil.Pupil.Value, Iso(m.Pupil.From), Iso(m.Pupil.Left), m.Pupil.Order]);
        Write(
            shelf, "class-teachers", "Классные руководители", classes.SelectMany(c => c.Leads.Select(t => (c.Id, Lead: t))),
            [("class", "Класс"), ("staff", "Сотрудник"), ("from", "С"), ("to", "По")], t => [t.Id, t.Lead.Teacher.Value, Iso(t.Lead.From), Iso(t.Lead.To)]);
        var groups = (await session.Query<StudyGroupCard>().ToListAsync(cancel)).Where(g => g.Year.Value == year).OrderBy(g => g.Id, StringComparer.Ordinal).ToList();
        Write(
            shelf, "groups", "Учебные группы", groups, [("group", "Группа"), ("name", "Название"), ("level", "Параллель"), ("classes", "Классы, через пробел")],
            g => [g.Group.Value, g.Name, Number(g.Level), string.Join(' ', g.Classes)]);
        Write(
            shelf, "group-members", "Списки групп", groups.SelectMany(g => g.Pupils.Select(p => (g.Group, Pupil: p))),
            [("group", "Группа"), ("pupil", "Обучающийся"), ("from", "С"), ("left", "Выбыл")], m => [m.Group.Value, m.Pupil.Pupil.Value, Iso(m.Pupil.From), Iso(m.Pupil.Left)]);
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).OrderBy(s => s.Id, StringComparer.Ordinal);
        Write(shelf, "subjects", "Предметы", subjects, [("subject", "Предмет"), ("name", "Название")], s => [s.Subject.Value, s.Name]);
        Write(
            shelf, "courses", "Курсы", courses,
            [("course", "Курс"), ("subject", "Предмет"), ("level", "Параллель"), ("classes", "Классы, через пробел"), ("group", "Группа"), ("hours", "Сотых часа в неделю"), ("closed", "Закрыт с")],
            c => [c.Course.Value, c.Subject.Value, Number(c.Level), string.Join(' ', c.Classes), c.Group?.Value, Number(c.Hours), Iso(c.Closed)]);
        Write(
            shelf, "teachers", "Назначения учителей", courses.SelectMany(c => c.Teachers.Select(t => (c.Course, Teacher: t))),
            [("course", "Курс"), ("staff", "Сотрудник"), ("from", "С"), ("to", "По"), ("second", "Второй учитель")],
            t => [t.Course.Value, t.Teacher.Teacher.Value, Iso(t.Teacher.From), Iso(t.Teacher.To), Flag(t.Teacher.Second)]);
        var calendar = await session.LoadAsync<YearCalendar>(Streams.Year(new YearId(year)), cancel);
        Write(
            shelf, "terms", "Учебные периоды", calendar is null ? [] : Enumerable.Range(1, 11).SelectMany(level => calendar.TermsOf(level).Select(term => (level, term))),
            [("level", "Параллель"), ("term", "Период"), ("kind", "Вид"), ("ordinal", "Номер"), ("from", "С"), ("to", "По")],
            t => [Number(t.level), t.term.Id.Value, t.term.Kind, Number(t.term.Ordinal), Iso(t.term.From), Iso(t.term.To)]);
    }

    /// <summary>Lessons of a course at a time: the memory of one page, however long the year.</summary>
    private static async Task Lessons(IQuerySession session, IReadOnlyList<CourseCard> courses, IArchiveShelf shelf, CancellationToken cancel)
    {
        using var lessons = Table(
            shelf, "lessons", "Уроки", [("lesson", "Урок"), ("course", "Курс"), ("date", "Дата"), ("slot", "Номер урока"), ("topic", "Тема"), ("homework", "Задание"),
                ("homework_minutes", "Минут на задание"), ("work", "Вид работы"), ("not_held", "Не проведён: причина"), ("extra", "Вне расписания: вид"), ("attendance_checked", "Посещаемость проверена")]);
        using var grades = Table(shelf, "grades", "Отметки", [("lesson", "Урок"), ("pupil", "Обучающийся"), ("place", "Место в клетке, с 0"), ("grade", "Отметка"), ("corrected", "Исправлялась клетка")]);
        using var attendance = Table(shelf, "attendance", "Посещаемость", [("lesson", "Урок"), ("pupil", "Обучающийся"), ("code", "Код отсутствия"), ("by_document", "По документу")]);
        foreach (var course in courses)
        {
            var value = course.Course.Value;
            foreach (var lesson in (await session.Query<Lesson>().Where(l => l.Course == value).ToListAsync(cancel)).OrderBy(l => l.Key.Date).ThenBy(l => l.Key.Slot))
            {
                var key = lesson.Key.ToString();
                lessons.Row(
                    key, value, lesson.Day, Number(lesson.Key.Slot), lesson.Topic?.Text, lesson.Homework?.Text, lesson.HomeworkMinutes is { } minutes ? Number(minutes) : null,
                    lesson.WorkType?.Text, lesson.NotHeld?.Text, lesson.Extra, Flag(lesson.AttendanceIsSeen));
                foreach (var (pupil, cell) in lesson.Cells.OrderBy(c => c.Key, StringComparer.Ordinal))
                {
                    foreach (var (place, grade) in cell.Grades.Index())
                    {
                        if (grade is not null) grades.Row(key, pupil, Number(place), grade, Flag(cell.Corrected));
                    }
                    if (cell.Attendance is not null) attendance.Row(key, pupil, cell.Attendance, Flag(cell.Explained is not null));
                }
            }
        }
    }

    private static async Task TermGrades(IQuerySession session, IReadOnlyList<CourseCard> courses, IArchiveShelf shelf, CancellationToken cancel)
    {
        using var table = Table(
            shelf, "term-grades", "Отметки за период", [("course", "Курс"), ("term", "Период"), ("pupil", "Обучающийся"), ("grade", "Отметка"), ("document", "Документ"), ("former", "Прежняя, до пересдачи")]);
        foreach (var course in courses)
        {
            var value = course.Course.Value;
            foreach (var page in (await session.Query<TermPage>().Where(p => p.Course == value).ToListAsync(cancel)).OrderBy(p => p.Id, StringComparer.Ordinal))
            {
                foreach (var (pupil, mark) in page.Grades.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    if (mark.Grade is not null) table.Row(value, page.Term.Value, pupil, mark.Grade, mark.Document, mark.Former);
                }
            }
        }
    }

    private static void Write<T>(IArchiveShelf shelf, string name, string title, IEnumerable<T> rows, (string Name, string Title)[] columns, Func<T, string?[]> row)
    {
        using var table = Table(shelf, name, title, columns);
        foreach (var each in rows) table.Row(row(each));
    }

    private static ArchiveTable Table(IArchiveShelf shelf, string name, string title, (string Name, string Title)[] columns) =>
        shelf.Table(new ArchivedFile($"tables/{name}.csv", title), [.. columns.Select(column => new ArchivedColumn(column.Name, column.Title, TypeOf(column.Name)))]);

    private static string TypeOf(string column) => column switch
    {
        "from" or "to" or "left" or "date" or "closed" => "date",
        "level" or "slot" or "place" or "ordinal" or "hours" or "homework_minutes" => "integer",
        "corrected" or "second" or "attendance_checked" or "by_document" => "boolean",
        _ => "string",
    };

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";
}
