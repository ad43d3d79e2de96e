using ElJournal.Kernel;
using ElJournal.Setup.Imports.Uploads;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup.Imports.Pages;

/// <summary>What the third step shows.</summary>
/// <param name="Check">Null when the file cannot be looked through: <paramref name="Refusal"/> says why.</param>
/// <param name="Years">Open years that a person may choose among.</param>
/// <param name="Courses">For a plan: the courses of the school.</param>
/// <param name="Parts">For a plan: the plans in the file.</param>
public sealed record CheckView(
    ImportUpload Upload, ImportKind Kind, TableFile? Table, ImportCheck? Check, string? Refusal, IReadOnlyList<YearCalendar> Years,
    IReadOnlyList<(CourseId Course, string Name)> Courses, IReadOnlyList<string> Parts);

/// <summary>Looks a waiting file through, as often as it is asked; nothing is stored.</summary>
internal sealed class CheckReading(Importer importer, IDocumentStore store)
{
    public async Task<CheckView> Of(ImportUpload upload, Actor actor, CancellationToken cancel)
    {
        var kind = ImportKinds.Find(upload.Kind)!;
        await using var session = store.QuerySession(actor.School.Value);
        var years = (await session.Query<YearCalendar>().ToListAsync(cancel)).OrderByDescending(y => y.From).ToList();
        var view = new CheckView(upload, kind, null, null, null, years, kind.AsksCourse ? await Courses(session, cancel) : [], []);
        try
        {
            view = view with { Table = upload.Read() };
            if (kind.AsksCourse) view = view with { Parts = [.. PlanFile.Courses(view.Table, upload.Settings.Columns).Select(Told)] };
            // Until the person has said whose plan it is there is nothing to look through.
            if (kind.AsksCourse && (upload.Settings.Course is null || (view.Parts.Count > 1 && upload.Settings.Part is null))) return view;
            return view with { Check = await importer.Check(kind, view.Table, upload.Settings.Choices(view.Table), actor, upload.Settings.Columns, cancel) };
        }
        catch (ImportRefusal refusal)
        {
            return view with { Refusal = refusal.Message };
        }
    }

    private static async Task<IReadOnlyList<(CourseId, string)>> Courses(IQuerySession session, CancellationToken cancel)
    {
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Closed is null).ToList();
        var names = await CourseNames.Of(session, courses, cancel);
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToDictionary(s => s.Subject, s => s.Name);
        return [.. courses.OrderBy(c => c.Level).ThenBy(c => names[c.Course], StringComparer.CurrentCulture).ThenBy(c => subjects.GetValueOrDefault(c.Subject))
            .Select(c => (c.Course, $"{names[c.Course]} · {subjects.GetValueOrDefault(c.Subject)}"))];
    }

    private static string Told(PlanCourse course) =>
        string.Join(" · ", new[] { course.Sheet, course.Program, course.Subject, course.Grade, course.Variant, course.Plan }.Where(part => part is { Length: > 0 }).Distinct());
}
