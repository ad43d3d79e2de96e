using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Subjects;

/// <summary>Предметы школы (D-10.5): the list, many added at once, and what the curriculum and the timetable call them.</summary>
internal static class SubjectEndpoints
{
    public const string Address = "/school/subjects";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Subjects.SubjectsTexts", typeof(SubjectEndpoints).Assembly));

    public static IEndpointRouteBuilder MapSubjects(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Предметы школы");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Предметы школы: уточнить названия и порядок");
        routes.MapPost(Address + "/add", Add).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Предметы школы: внести несколько");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        return await Draw(http, session, frame, null, null, [], "", cancel);
    }

    private static async Task<IResult> Save(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var known = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToDictionary(s => s.Subject.Value);
        var typed = Typed(form).Where(t => known.ContainsKey(t.Id)).ToList();
        if (form["do"] == "usual") return await Draw(http, session, frame, null, Usually(typed), [], "", cancel, Words["usual.filled"]);
        foreach (var row in typed)
        {
            var subject = known[row.Id];
            var place = row.Place.Trim().Length == 0 ? 0 : int.TryParse(row.Place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            var wanted = (Name: row.Name.Trim(), Short: Empty(row.Short), Part: Empty(row.Part), Place: place);
            if (wanted == (subject.Name, subject.Short, subject.Part, subject.Place)) continue;
            var command = new DescribeSubject(Guid.NewGuid(), subject.Subject, wanted.Name, wanted.Short, wanted.Part, wanted.Place);
            if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal) return await Draw(http, session, frame, refusal.Text(), typed, [], "", cancel);
        }
        return TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Add(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var known = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToList();
        var (ticked, lines) = (form["usual"].OfType<string>().ToList(), form["names"].ToString());
        var names = UsualSubjects.All.Where(u => ticked.Contains(u.Name)).Select(u => u.Name)
            .Concat(lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.CurrentCultureIgnoreCase).ToList();
        if (names.Count == 0) return await Draw(http, session, frame, Words["add.nothing"], null, ticked, lines, cancel);
        // Where the school has not numbered its subjects, a new one is not put before them all.
        var place = known.Select(s => s.Place).DefaultIfEmpty().Max();
        var numbers = known.Count == 0 || place > 0;
        foreach (var name in names)
        {
            // Named after its name, so that the same list sent twice meets itself; unless the subject is called otherwise by now.
            var id = DerivedId.Of<SubjectId>("subject", name.ToUpperInvariant());
            var standing = known.FirstOrDefault(s => s.Subject == id);
            if (standing is not null && standing.Name == name) continue;
            if (standing is not null) id = Id.New<SubjectId>();
            var usual = UsualSubjects.All.FirstOrDefault(u => u.Name == name);
            foreach (var command in (ICommand[])
            [
                new AddSubject(Guid.NewGuid(), id, name), new DescribeSubject(Guid.NewGuid(), id, name, usual?.Short, usual?.Part, numbers ? Math.Min(++place, DescribeSubjectHandler.LastPlace) : 0),
            ])
            {
                if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal) return await Draw(http, session, frame, refusal.Text(), null, ticked, lines, cancel);
            }
        }
        return TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(
        HttpContext http, IQuerySession session, PageFrame frame, string? refusal, IReadOnlyList<SubjectRow>? typed,
        IReadOnlyList<string> ticked, string lines, CancellationToken cancel, string? note = null)
    {
        var plan = await PlanFrame.Of(http, session, cancel);
        var subjects = SubjectCard.InOrder(await session.Query<SubjectCard>().ToListAsync(cancel));
        return await frame.Show<SubjectsPage>(http, Words["title"], new()
        {
            [nameof(SubjectsPage.Rows)] = typed ?? [.. subjects.Select(s =>
                new SubjectRow(s.Subject.Value, s.Place == 0 ? "" : s.Place.ToString(CultureInfo.InvariantCulture), s.Name, s.Short ?? "", s.Part ?? ""))],
            [nameof(SubjectsPage.Usual)] = UsualSubjects.All.Where(u => !subjects.Any(s => Naming.IsSame(s.Name, u.Name))).Select(u => u.Name).ToList(),
            [nameof(SubjectsPage.Ticked)] = ticked,
            [nameof(SubjectsPage.Lines)] = lines,
            [nameof(SubjectsPage.MayEdit)] = plan.MayEdit,
            [nameof(SubjectsPage.Note)] = note,
            [nameof(SubjectsPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }

    private static IEnumerable<SubjectRow> Typed(IFormCollection form)
    {
        var (ids, places, names, shorts, parts) = (form["id"], form["place"], form["name"], form["short"], form["part"]);
        for (var i = 0; i < ids.Count && i < places.Count && i < names.Count && i < shorts.Count && i < parts.Count; i++)
            yield return new SubjectRow(ids[i] ?? "", places[i] ?? "", names[i] ?? "", shorts[i] ?? "", parts[i] ?? "");
    }

    /// <summary>In the usual order and numbered by it; what is empty is filled as it usually is.</summary>
    private static List<SubjectRow> Usually(IReadOnlyList<SubjectRow> rows)
    {
        var usual = UsualSubjects.All.ToList();
        return
        [
            .. rows.Select(row => (Row: row, Place: usual.FindIndex(u => Naming.IsSame(u.Name, row.Name)))).OrderBy(r => r.Place < 0 ? int.MaxValue : r.Place)
                .Select((r, i) => r.Row with
                {
                    Place = (i + 1).ToString(CultureInfo.InvariantCulture),
                    Short = r.Place >= 0 && r.Row.Short.Length == 0 ? usual[r.Place].Short ?? "" : r.Row.Short,
                    Part = r.Place >= 0 && r.Row.Part.Length == 0 ? usual[r.Place].Part : r.Row.Part,
                }),
        ];
    }

    private static string? Empty(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}

/// <summary>A subject as it stands in the form.</summary>
public sealed record SubjectRow(string Id, string Place, string Name, string Short, string Part);
