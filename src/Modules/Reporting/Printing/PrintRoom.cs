using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>Печатная форма: what can be printed of a class.</summary>
public static class FormKinds
{
    /// <summary>Классный журнал целиком.</summary>
    public const string Journal = "journal";

    /// <summary>Сводная ведомость: pupils down, subjects across.</summary>
    public const string Statement = "statement";

    /// <summary>The same by pupils, two on a sheet.</summary>
    public const string StatementByPupil = "statement-by-pupil";

    /// <summary>Сводная ведомость посещаемости.</summary>
    public const string Missed = "missed";

    /// <summary>Табели.</summary>
    public const string ReportCards = "report-cards";

    public static readonly IReadOnlyList<string> All = [Journal, Statement, StatementByPupil, Missed, ReportCards];
}

/// <summary>Makes the prints of a reader: forms filled with what that reader may see.</summary>
public sealed partial class PrintRoom(PrintBooks books, IJournalSheets sheets, IControlSheets control, TemplatesInForce templates)
{
    /// <summary>Классный журнал of one subject. Null: there is none, or none for this reader.</summary>
    /// <param name="term">Null: the whole year.</param>
    public async Task<FormPrint?> Subject(Actor reader, CourseId course, TermId? term, CancellationToken cancel)
    {
        if (await books.Of(reader, course, cancel) is not { } book || (term is not null && book.Terms.All(t => t.Id != term))) return null;
        var kept = term is null ? book : book with { Terms = [.. book.Terms.Where(t => t.Id == term)] };
        var data = new ClassData(kept, null, await Pages(reader, kept, cancel), []);
        if (!data.Pages.TryGetValue(course, out var pages)) return null;
        var title = $"Журнал: {book.Courses[0].Subject}, {book.Courses[0].Called}";
        var cover = new FormPart(FormFiles.Cover, new
        {
            School = book.SchoolName,
            Title = "Классный журнал",
            Subtitle = book.Courses[0].Subject,
            Called = book.Courses[0].Called,
            Year = book.YearName,
            LeadTitle = "Учитель",
            Lead = data.TeacherOf(course),
        });
        return await templates.Of(reader.School, Bound(book, title, [cover, .. SubjectForm.Of("course-" + course.Value, pages)]), cancel);
    }

    /// <summary>A form of a class. Null: no such class or form, or nothing of it for this reader; the whole journal only for one who may read all of it.</summary>
    /// <param name="term">Of a statement; null: the year.</param>
    public async Task<FormPrint?> OfClass(Actor reader, ClassId schoolClass, string form, TermId? term, CancellationToken cancel) =>
        await Make(reader, schoolClass, form, term, cancel) is { } print ? await templates.Of(reader.School, print, cancel) : null;

    private async Task<FormPrint?> Make(Actor reader, ClassId schoolClass, string form, TermId? term, CancellationToken cancel)
    {
        if (await books.Of(reader, schoolClass, cancel) is not { } book) return null;
        if (form == FormKinds.Statement)
        {
            return await sheets.Statement(reader, schoolClass, term ?? YearPages.Annual, cancel) is { } statement
                ? Single(book, $"Сводная ведомость: {book.Name}, {statement.TermName}", ClassForms.Statement(book, statement)) : null;
        }
        if (!book.Whole) return null;
        var data = await Data(reader, book, cancel);
        return form switch
        {
            FormKinds.Journal => Journal(data, await InRussian.Of(() => control.Remarks(reader, schoolClass, cancel))),
            FormKinds.StatementByPupil => Single(book, $"Сводная ведомость по обучающимся: {book.Name}", ClassForms.StatementByPupil(data)),
            FormKinds.Missed => Single(book, $"Посещаемость: {book.Name}", ClassForms.Missed(data)),
            FormKinds.ReportCards => Single(book, $"Табели: {book.Name}", ClassForms.ReportCards(data)),
            _ => null,
        };
    }

    /// <summary>Pages and statements of a class whose journal the reader may read whole: of one term, or of the year. Null: there is none, or not for this reader.</summary>
    internal async Task<ClassData?> DataOf(Actor reader, ClassId schoolClass, TermId? term, CancellationToken cancel)
    {
        if (await books.Of(reader, schoolClass, cancel) is not { Whole: true } book) return null;
        return await Data(reader, term is null ? book : book with { Terms = [.. book.Terms.Where(t => t.Id == term)] }, cancel);
    }

    private async Task<ClassData> Data(Actor reader, ClassBook book, CancellationToken cancel)
    {
        var data = new ClassData(book, null, await Pages(reader, book, cancel), await Statements(reader, book, cancel));
        return data with { Lead = data.Statements.Select(s => s.Lead).FirstOrDefault(l => l is not null) };
    }

    /// <summary>The whole journal in the order of its paper forebear.</summary>
    /// <param name="remarks">Замечания к его ведению. Null: none is the reader's to see.</param>
    internal static FormPrint Journal(ClassData data, RemarksData? remarks)
    {
        var title = $"Классный журнал: {data.Book.Name}";
        (string, string)[] parts =
        [
            ("pupils", "Общие сведения об обучающихся"), ("missed", "Сводная ведомость учёта посещаемости"), ("results", "Сводная ведомость учёта успеваемости"),
            ("inspection", "Замечания по ведению журнала"), ("certification", "Заверительный лист"),
        ];
        return Bound(data.Book, title,
        [
            ClassForms.Cover(data, "Классный журнал", ""), ClassForms.Contents(data, parts),
            .. data.Book.Courses.Where(c => data.Pages.ContainsKey(c.Course)).SelectMany(c => SubjectForm.Of("course-" + c.Course.Value, data.Pages[c.Course])),
            ClassForms.Pupils(data), ClassForms.Missed(data), ClassForms.Results(data), RemarksForm.Of(remarks), ClassForms.Certification(data, title),
        ]);
    }

    private static FormPrint Single(ClassBook book, string title, FormPart part) => new(title, book.Made, [part]) { Seal = book.Seal?.Seal };

    private static FormPrint Bound(ClassBook book, string title, IReadOnlyList<FormPart> parts) => new(title, book.Made, parts) { Seal = book.Seal?.Seal, Bound = true };

    private async Task<IReadOnlyDictionary<CourseId, IReadOnlyList<PageData>>> Pages(Actor reader, ClassBook book, CancellationToken cancel)
    {
        var pages = new Dictionary<CourseId, IReadOnlyList<PageData>>();
        foreach (var course in book.Courses)
        {
            var terms = new List<PageData>();
            foreach (var term in book.Terms)
                if (await sheets.Page(reader, course.Course, term.Id, cancel) is { } page) terms.Add(page);
            if (terms.Count > 0) pages[course.Course] = terms;
        }
        return pages;
    }

    /// <summary>Periods of the year, and those pages of the year on which a grade stands.</summary>
    private async Task<IReadOnlyList<StatementData>> Statements(Actor reader, ClassBook book, CancellationToken cancel)
    {
        var statements = new List<StatementData>();
        foreach (var term in book.Terms.Select(t => t.Id).Concat(YearPages.All))
        {
            if (await sheets.Statement(reader, book.Class, term, cancel) is { } statement
                && (!YearPages.All.Contains(term) || term == YearPages.Annual || statement.Rows.Any(r => r.Grades.Any(g => g is not null)))) statements.Add(statement);
        }
        return statements;
    }
}
