using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Setup.Years;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Classes;

/// <summary>Классы года и их классные руководители (D-1, D-10.3): formed by levels, appointed many at once.</summary>
internal static class ClassEndpoints
{
    public const string Address = "/school/classes";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Classes.ClassTexts", typeof(ClassEndpoints).Assembly));

    public static IEndpointRouteBuilder MapClasses(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).Reads("school-classes", Purpose.Register).WithSummary("Классы года и классные руководители");
        routes.MapPost(Address + "/form", Form).Needs(Permission.SetUpSchool).Reads("school-classes", Purpose.Register).WithSummary("Классы: сформировать");
        routes.MapPost(Address + "/leads", Appoint).Needs(Permission.SetUpSchool).Reads("school-classes", Purpose.Register).WithSummary("Классы: назначить классных руководителей");
        return routes;
    }

    /// <summary>Follows from what it names: formed twice it is one class.</summary>
    public static ClassId IdOf(SchoolId school, YearId year, int level, string letter) => DerivedId.Of<ClassId>("class", school.Value, year.Value, $"{level}", letter);

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery] string? year, [FromQuery] int? formed, [FromQuery] int? appointed,
        IDocumentStore store, TimeProvider clock, Openings openings, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, year, new ClassDraft(new Dictionary<int, string>(), new Dictionary<string, string>(), null, null, null), store, clock, openings, frame, null, formed, appointed, cancel);

    private static async Task<IResult> Form(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, Openings openings, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (actor, year) = (http.Actor()!, form["year"].ToString());
        var typed = LevelRules.All.ToDictionary(level => level, level => form[$"letters.{level}"].ToString());
        var draft = new ClassDraft(typed, new Dictionary<string, string>(), null, null, null);
        var wanted = typed.SelectMany(t => Letters(t.Value).Select(letter => (Level: t.Key, Letter: letter))).ToList();
        if (wanted.Count == 0 || !Id.IsValid(year)) return await Draw(http, year, draft, store, clock, openings, frame, Words["form.nothing"], null, null, cancel);
        foreach (var (level, letter) in wanted)
        {
            var command = new FormClass(Guid.NewGuid(), IdOf(actor.School, YearId.From(year), level, letter), YearId.From(year), level, letter);
            if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal)
                return await Draw(http, year, draft, store, clock, openings, frame, refusal.Text(), null, null, cancel);
        }
        return TypedResults.LocalRedirect($"{Address}?year={year}&formed={wanted.Count}");
    }

    private static async Task<IResult> Appoint(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, Openings openings, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (actor, year) = (http.Actor()!, form["year"].ToString());
        var chosen = form.Where(f => f.Key.StartsWith("lead.", StringComparison.Ordinal)).ToDictionary(f => f.Key["lead.".Length..], f => f.Value.ToString());
        var draft = new ClassDraft(new Dictionary<int, string>(), chosen, form["from"].ToString(), form["to"].ToString(), form["order"].ToString().Trim());
        if (YearView.Typed(draft.From) is not { } from || (draft.To!.Length > 0 && YearView.Typed(draft.To) is null))
            return await Draw(http, year, draft, store, clock, openings, frame, Words["lead.no-date"], null, null, cancel);
        await using var session = store.QuerySession(actor.School.Value);
        var rosters = (await session.LoadManyAsync<ClassRoster>(cancel, [.. chosen.Keys.Where(Id.IsValid)])).ToDictionary(c => c.Id);
        // What was not touched, or stands already, is not appointed anew.
        var wanted = chosen.Where(c => Id.IsValid(c.Value) && form["was." + c.Key].ToString() != c.Value
            && rosters.TryGetValue(c.Key, out var roster) && roster.LeadOn(from)?.Teacher.Value != c.Value).ToList();
        var changed = wanted.Where(c => SeenOf(c.Key) is { } seen && seen != AppointClassTeacher.MarkOf(rosters[c.Key])).Select(c => rosters[c.Key]).ToList();
        // Of the classes that were not touched the page says what stands now.
        draft = draft with { Leads = chosen.Where(c => !form.ContainsKey("was." + c.Key) || form["was." + c.Key].ToString() != c.Value).ToDictionary() };
        if (changed.Count > 0)
            return await Draw(http, year, draft, store, clock, openings, frame, Words.With("lead.changed", await Now(actor.School, changed, session, openings, cancel)), null, null, cancel);
        var appointed = 0;
        foreach (var (schoolClass, teacher) in wanted)
        {
            var command = new AppointClassTeacher(
                Guid.NewGuid(), ClassId.From(schoolClass), StaffId.From(teacher), from, YearView.Typed(draft.To), draft.Order!.Length > 0 ? draft.Order : null, SeenOf(schoolClass));
            if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal)
                return await Draw(http, year, draft, store, clock, openings, frame, refusal.Text(), null, null, cancel);
            appointed++;
        }
        return appointed == 0
            ? await Draw(http, year, draft, store, clock, openings, frame, Words["lead.nothing"], null, null, cancel)
            : TypedResults.LocalRedirect($"{Address}?year={year}&appointed={appointed}");

        string? SeenOf(string schoolClass) => form.ContainsKey("seen." + schoolClass) ? form["seen." + schoolClass].ToString() : null;
    }

    /// <summary>8 «Б» — Соколова И. В. с 01.09.2026: the last appointment of each class.</summary>
    private static async Task<string> Now(SchoolId school, IReadOnlyList<ClassRoster> classes, IQuerySession session, Openings openings, CancellationToken cancel)
    {
        var staff = await session.LoadManyAsync<StaffCard>(cancel, [.. classes.SelectMany(c => c.Leads.TakeLast(1)).Select(lead => Streams.Staff(lead.Teacher)).Distinct()]);
        var people = await openings.Read<PersonCard>(school, staff.Select(s => s.Card), cancel);
        var names = staff.ToDictionary(s => s.Staff, s => people.TryGetValue(s.Card, out var person) ? person.ShortName : "—");
        return string.Join("; ", classes.Select(c => c.Leads.LastOrDefault() is { } lead
            ? Words.With("lead.now", c.Name, names.GetValueOrDefault(lead.Teacher, "—"), YearView.Day(lead.From)) : $"{c.Name} — {Words["lead.none"]}"));
    }

    /// <summary>«А Б, В» or «абв»: letters with or without anything between; «-» is a class without a letter.</summary>
    internal static IReadOnlyList<string> Letters(string typed)
    {
        var parts = typed.ToUpper(new("ru-RU")).Split([' ', ',', ';', '.', '/'], StringSplitOptions.RemoveEmptyEntries);
        var letters = parts is [{ Length: > 1 } run] && run.All(char.IsLetter) ? [.. run.Select(c => c.ToString())] : parts;
        return [.. letters.Select(letter => letter is "-" or "–" or "—" ? "" : letter).Distinct()];
    }

    private static async Task<IResult> Draw(
        HttpContext http, string? year, ClassDraft draft, IDocumentStore store, TimeProvider clock, Openings openings, PageFrame frame,
        string? refusal, int? formed, int? appointed, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        await using var session = store.QuerySession(school.Value);
        var view = await YearView.Load(http, Id.IsValid(year) ? year : null, session, clock, cancel);
        var classes = view.Year is null ? [] : (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == view.Year.Year).ToList();
        var staff = await session.Query<StaffCard>().ToListAsync(cancel);
        var people = await openings.Read<PersonCard>(school, staff.Select(s => s.Card), cancel);
        return await frame.Show<ClassesPage>(http, Words["title"], new()
        {
            [nameof(ClassesPage.View)] = view,
            [nameof(ClassesPage.Classes)] = classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToList(),
            [nameof(ClassesPage.Staff)] = staff.Where(s => people.ContainsKey(s.Card)).Select(s => new NamedStaff(s.Staff, people[s.Card].ShortName, s.Dismissed))
                .OrderBy(s => s.Name, StringComparer.CurrentCulture).ToList(),
            [nameof(ClassesPage.Draft)] = draft,
            [nameof(ClassesPage.Refusal)] = refusal,
            [nameof(ClassesPage.Formed)] = formed,
            [nameof(ClassesPage.Appointed)] = appointed,
        }, YearView.Status(refusal));
    }
}

/// <summary>Сотрудник by name.</summary>
public sealed record NamedStaff(StaffId Staff, string Name, DateOnly? Dismissed);

/// <summary>The forms of classes as they were typed.</summary>
/// <param name="Letters">By year level.</param>
/// <param name="Leads">Teacher chosen, by class.</param>
public sealed record ClassDraft(IReadOnlyDictionary<int, string> Letters, IReadOnlyDictionary<string, string> Leads, string? From, string? To, string? Order);
