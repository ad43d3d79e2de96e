using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Erasure;

/// <summary>Удаление персональных данных: the acts so far, and the form of a new one.</summary>
internal static class ErasureEndpoints
{
    public const string Address = "/erasures";

    public static IEndpointRouteBuilder MapErasures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.EraseCard, Grant.WholeSchool).Reads("erasures", Purpose.Register).WithSummary("Удаление персональных данных");
        routes.MapPost(Address, Erase).Needs(Permission.EraseCard, Grant.WholeSchool).Reads("erasures", Purpose.Register).WithSummary("Удалить персональные данные");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, bool? done, ErasureReading reading, PageFrame frame, CancellationToken cancel) =>
        Page(http, reading, frame, null, null, done ?? false, cancel);

    private static async Task<IResult> Erase(
        HttpContext http, [FromForm] IFormCollection form, ErasureReading reading, Erasures erasures, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        string Field(string name) => form[name].ToString().Trim();
        var outcome = Field("sure") != "yes" || !Guid.TryParse(Field("id"), out var id)
            ? Outcome.Refused(Refusals.ErasureIsNotConfirmed)
            : await desk.Send(new EraseCard(
                id, Field("whose"), Field("notes") == "yes", Field("basis"), Field("document"),
                Field("note") is { Length: > 0 } note ? new Opening(note.Length > 500 ? note[..500] : note) : null), http.Actor()!, cancel);
        if (outcome.Refusal is { } refusal)
            return await Page(http, reading, frame, form.ToDictionary(f => f.Key, f => f.Value.ToString()), refusal.Text(), false, cancel);
        await erasures.Repeat(cancel);
        return Results.Redirect(Address + "?done=true");
    }

    private static async Task<IResult> Page(
        HttpContext http, ErasureReading reading, PageFrame frame, IReadOnlyDictionary<string, string>? typed, string? problem, bool done, CancellationToken cancel) =>
        await frame.Show<ErasuresPage>(http, AccessTexts.Of("erasures.title"), new()
        {
            [nameof(ErasuresPage.View)] = await reading.View(http.Actor()!.School, cancel),
            [nameof(ErasuresPage.Typed)] = typed,
            [nameof(ErasuresPage.Problem)] = problem,
            [nameof(ErasuresPage.Done)] = done,
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

/// <summary>Acts, newest first, and those whose data may be erased now.</summary>
/// <param name="People">By group (<c>pupil</c>, <c>guardian</c>, <c>staff</c>): stream and name.</param>
public sealed record ErasuresView(
    IReadOnlyList<ErasureLine> Acts, IReadOnlyList<(string Group, IReadOnlyList<(string Whose, string Name)> People)> People,
    IReadOnlyList<ErasureBasis> Bases, string? Act);

/// <summary>An act of erasure in words.</summary>
public sealed record ErasureLine(DateTimeOffset At, string By, Role Role, string Group, string Id, int Openings, string Basis, string Document, string? Note);

/// <summary>Reads the page of erasures.</summary>
public sealed class ErasureReading(IDocumentStore store, Openings openings, AccountNames accounts, TimeProvider clock)
{
    public async Task<ErasuresView> View(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var rules = await session.LoadAsync<PersonalDataRules>(PersonalDataRules.Stream, cancel);
        var events = new List<JasperFx.Events.IEvent>();
        foreach (var person in await session.Query<ErasedPerson>().ToListAsync(cancel)) events.AddRange(await session.Events.FetchStreamAsync(person.Id, token: cancel));
        var acts = events.Where(e => e.Data is PersonalDataErased).OrderByDescending(e => e.Sequence).ToList();
        var names = await accounts(school, acts.Select(e => new AccountId(e.UserName ?? "")).ToHashSet(), cancel);
        var notes = await openings.Read(school, acts.Select(e => ((PersonalDataErased)e.Data).Note?.Opening).OfType<Guid>(), cancel);
        return new ErasuresView([.. acts.Select(e => Line(e, rules, names, notes))], await People(session, school, today, cancel),
            rules?.On(today).Bases ?? [], rules?.On(today).Act);
    }

    private static ErasureLine Line(
        JasperFx.Events.IEvent e, PersonalDataRules? rules, IReadOnlyDictionary<AccountId, string> names, IReadOnlyDictionary<Guid, string> notes)
    {
        var (act, by) = ((PersonalDataErased)e.Data, new AccountId(e.UserName ?? ""));
        var whose = ErasedPerson.WhoseOf(act).Split('/');
        return new ErasureLine(
            e.Timestamp, names.GetValueOrDefault(by, by.Value), Provenance.Headers.Parse<Role>(e.Header(Provenance.Headers.Role)), whose[0], whose[1], act.Openings.Count,
            rules?.Versions.SelectMany(v => v.Bases).LastOrDefault(b => b.Code == act.Basis)?.Name ?? act.Basis, act.Document,
            act.Note is { } note ? notes.GetValueOrDefault(note.Opening) : null);
    }

    /// <summary>Who has left and whose name is still there.</summary>
    private async Task<IReadOnlyList<(string, IReadOnlyList<(string, string)>)>> People(IQuerySession session, SchoolId school, DateOnly today, CancellationToken cancel)
    {
        var pupils = (await session.Query<PupilCard>().ToListAsync(cancel)).Where(p => p.Departed <= today).Select(p => (p.Id, p.Card));
        var guardians = (await session.Query<GuardianCard>().ToListAsync(cancel)).Where(g => !g.On(today).Any()).Select(g => (g.Id, g.Card));
        var staff = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => s.Dismissed <= today).Select(s => (s.Id, s.Card));
        var groups = new (string Group, List<(string Id, Guid Card)> Cards)[] { ("pupil", [.. pupils]), ("guardian", [.. guardians]), ("staff", [.. staff]) };
        var names = await openings.Read<PersonCard>(school, groups.SelectMany(g => g.Cards).Select(c => c.Card), cancel);
        return [.. groups.Select(g => (g.Group, Named(g.Cards)))];

        IReadOnlyList<(string, string)> Named(IEnumerable<(string Id, Guid Card)> cards) =>
            [.. cards.Where(c => names.ContainsKey(c.Card)).Select(c => (c.Id, FullName(names[c.Card]))).OrderBy(c => c.Item2, StringComparer.CurrentCulture)];
    }

    private static string FullName(PersonCard card) => string.Join(' ', new[] { card.Family, card.Given, card.Patronymic }.Where(part => part is { Length: > 0 }));
}
