using System.Globalization;
using ElJournal.Access.Accounts;
using ElJournal.Access.People;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Trainings;

/// <summary>Обучение (A-1б, D-23): the register, who of the staff is missing in it since a day, and the form of the next one.</summary>
internal static class TrainingEndpoints
{
    public static IEndpointRouteBuilder MapTrainings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Training, Show).Needs(Permission.ReadAccounts).Reads("training", Purpose.Register).WithSummary("Обучение: кто, чему и когда");
        routes.MapPost(AccessAddresses.Training, Record).Needs(Permission.ManageAccounts).Reads("training", Purpose.Register).WithSummary("Обучение: записать занятие");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery] string? of, [FromQuery] string? since, IDocumentStore store, AccessPeople people, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, store, people, frame, TrainingDraft.Empty(of, PeopleEndpoints.Today(http), http.Actor()!.Account), Day(since), null, cancel);

    private static async Task<IResult> Record(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, AccessPeople people, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var typed = new TrainingDraft(
            Id.IsValid(form["training"].ToString()) ? new TrainingId(form["training"].ToString()) : Id.New<TrainingId>(), form["topic"].ToString(),
            Day(form["on"]) ?? DateOnly.MaxValue, form["audience"].ToString(), Id.IsValid(form["conductor"].ToString()) ? new AccountId(form["conductor"].ToString()) : http.Actor()!.Account,
            [.. form["attended"].Where(Id.IsValid).Select(id => new AccountId(id!))]);
        var outcome = await desk.Send(
            new RecordTraining(Guid.NewGuid(), typed.Training, typed.Topic, typed.On, typed.Audience, typed.Conductor, typed.Attended), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await Draw(http, store, people, frame, typed, null, refusal.Text(), cancel)
            : TypedResults.LocalRedirect(AccessAddresses.Training);
    }

    private static async Task<IResult> Draw(
        HttpContext http, IDocumentStore store, AccessPeople people, PageFrame frame, TrainingDraft draft, DateOnly? since, string? refusal, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var today = PeopleEndpoints.Today(http);
        await using var session = store.QuerySession(actor.School.Value);
        var held = await session.Query<Training>().ToListAsync(cancel);
        var begun = since ?? (await session.Query<YearCalendar>().ToListAsync(cancel)).Where(y => y.From <= today).Select(y => y.From).DefaultIfEmpty(today.AddYears(-1)).Max();
        var staff = (await people.Staff(actor.School, cancel)).Where(IsHere).ToList();
        var ofClass = draft.Class is { } id ? await people.OfClass(actor.School, new Setup.ClassId(id), cancel) : null;
        var trained = held.Where(t => t.On >= begun).SelectMany(t => t.Attended).ToHashSet();
        var named = await people.Of(actor.School, held.SelectMany(t => t.Attended.Append(t.Conductor)).Distinct(), cancel);
        return await frame.Show<TrainingPage>(http, AccessTexts.Of("training.title"), new()
        {
            [nameof(TrainingPage.Held)] = held.OrderByDescending(t => t.On).ToList(),
            [nameof(TrainingPage.Names)] = named.ToDictionary(p => p.Account.Key, p => p.Name),
            [nameof(TrainingPage.Since)] = begun,
            [nameof(TrainingPage.Missing)] = staff.Where(p => !trained.Contains(p.Account.Key)).ToList(),
            [nameof(TrainingPage.Staff)] = staff,
            [nameof(TrainingPage.Listed)] = ofClass is var (_, pupils) ? pupils.Where(IsHere).DistinctBy(p => p.Account.Key).ToList() : staff,
            [nameof(TrainingPage.Classes)] = await people.Classes(actor.School, cancel),
            [nameof(TrainingPage.Draft)] = ofClass is null ? draft with { Audience = RecordTraining.Staff } : draft,
            [nameof(TrainingPage.Today)] = today,
            [nameof(TrainingPage.MayManage)] = PeopleEndpoints.MayManage(actor),
            [nameof(TrainingPage.Refusal)] = refusal,
        }, AccessEndpoints.Status(refusal));
    }

    private static bool IsHere(AccessPerson person) => person.Status is AccountStatus.Active or AccountStatus.Invited;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>The form of a training as it was typed.</summary>
/// <param name="Audience"><c>staff</c>, or <c>class/8b</c>.</param>
public sealed record TrainingDraft(TrainingId Training, string Topic, DateOnly On, string Audience, AccountId Conductor, IReadOnlyList<AccountId> Attended)
{
    /// <summary>Id of the class whose pupils and guardians are listed; null for the staff.</summary>
    public string? Class => Audience.StartsWith(RecordTraining.OfClass, StringComparison.Ordinal) && Id.IsValid(Audience[RecordTraining.OfClass.Length..])
        ? Audience[RecordTraining.OfClass.Length..] : null;

    public static TrainingDraft Empty(string? of, DateOnly today, AccountId conductor) =>
        new(Id.New<TrainingId>(), "", today, string.IsNullOrEmpty(of) ? RecordTraining.Staff : of, conductor, []);
}
