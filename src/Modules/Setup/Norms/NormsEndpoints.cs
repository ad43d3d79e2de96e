using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Curricula;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Norms;

/// <summary>Нормативы нагрузки (D-4, Z-5.3, D-10.9): ceilings of classes and the hours of a teacher's position, dated, with their acts.</summary>
internal static class NormsEndpoints
{
    public const string Address = CurriculumEndpoints.Address + "/norms";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Norms.NormsTexts", typeof(NormsEndpoints).Assembly));

    public static IEndpointRouteBuilder MapNorms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Нормативы нагрузки");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Нормативы нагрузки классов: утвердить");
        routes.MapPost(Address + "/rate", SaveRate).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Норма часов за ставку: утвердить");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, store, frame, null, null, null, cancel);

    private static async Task<IResult> Save(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var rows = Enumerable.Range(1, 11).Select(level => new NormRow(
            level, Cell("five", level), Cell("six", level), Cell("lessons", level), Cell("homework", level))).ToList();
        var draft = new NormsDraft(form["from"].ToString(), rows, form["act"].ToString());
        if (rows.Any(r => !r.IsRead)) return await Draw(http, store, frame, draft, null, Words["not-a-number"], cancel);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, draft, null, Words["no-day"], cancel);
        var norms = new SanitaryNormsSet(from, [.. rows.Select(r => r.Norm).Where(n => n != new LevelNorm(n.Level, null, null, null, null))], draft.Act.Trim());
        var outcome = await desk.Send(new SetSanitaryNorms(Guid.NewGuid(), norms), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, draft, null, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);

        string Cell(string name, int level) => form[name].ElementAtOrDefault(level - 1) ?? "";
    }

    private static async Task<IResult> SaveRate(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new RateDraft(form["from"].ToString(), form["hours"].ToString(), form["act"].ToString());
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, null, draft, Words["no-day"], cancel);
        var rate = new TeachingRateSet(from, HourText.Read(draft.Hours) ?? 0, draft.Act.Trim());
        var outcome = await desk.Send(new SetTeachingRate(Guid.NewGuid(), rate), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, null, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(
        HttpContext http, IDocumentStore store, PageFrame frame, NormsDraft? typed, RateDraft? rate, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var norms = await session.LoadAsync<LoadNorms>(Streams.Norms, cancel);
        var (standing, standingRate) = (norms?.On(plan.Default), norms?.RateOn(plan.Default));
        var first = PlanFrame.Iso(plan.Year?.From ?? plan.Today);
        return await frame.Show<NormsPage>(http, Words["title"], new()
        {
            [nameof(NormsPage.Draft)] = typed ?? new NormsDraft(
                standing is null ? first : PlanFrame.Iso(standing.From), [.. Enumerable.Range(1, 11).Select(level => NormRow.Of(level, standing?.Levels ?? FirstNorms.Levels))],
                standing?.Act ?? FirstNorms.Act),
            [nameof(NormsPage.Rate)] = rate ?? new RateDraft(
                standingRate is null ? first : PlanFrame.Iso(standingRate.From), standingRate is null ? "18" : HourText.Of(standingRate.Hours), standingRate?.Act ?? ""),
            [nameof(NormsPage.Standing)] = standing,
            [nameof(NormsPage.StandingRate)] = standingRate,
            [nameof(NormsPage.MayEdit)] = plan.MayEdit,
            [nameof(NormsPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}

/// <summary>The form of class norms as it was typed.</summary>
public sealed record NormsDraft(string From, IReadOnlyList<NormRow> Rows, string Act);

/// <summary>The form of the rate as it was typed.</summary>
public sealed record RateDraft(string From, string Hours, string Act);

/// <summary>Norms of one level as typed; empty: no norm.</summary>
public sealed record NormRow(int Level, string Five, string Six, string Lessons, string Homework)
{
    internal static NormRow Of(int level, IReadOnlyList<LevelNorm> norms)
    {
        var norm = norms.FirstOrDefault(n => n.Level == level);
        return new NormRow(level, Hours(norm?.FiveDays), Hours(norm?.SixDays), $"{norm?.Lessons}", $"{norm?.Homework}");

        static string Hours(int? value) => value is { } hundredths ? HourText.Of(hundredths) : "";
    }

    public bool IsRead => HourText.Read(Five) is not null && HourText.Read(Six) is not null && IsWhole(Lessons) && IsWhole(Homework);

    public LevelNorm Norm => new(Level, Read(Five), Read(Six), Whole(Lessons), Whole(Homework));

    private static int? Read(string text) => text.Trim().Length == 0 ? null : HourText.Read(text);

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsWhole(string text) => text.Trim().Length == 0 || Whole(text) is not null;
}
