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

namespace ElJournal.Setup.Curricula;

/// <summary>Учебный план (D-10.5, D-10.6, Z-5.3): hours of every subject in every level and profile, against the norms.</summary>
internal static class CurriculumEndpoints
{
    public const string Address = "/school/curriculum";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Curricula.CurriculumTexts", typeof(CurriculumEndpoints).Assembly));

    public static IEndpointRouteBuilder MapCurriculum(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Учебный план");
        routes.MapPost(Address, Change).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Учебный план: записать изменённое");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, [FromQuery] string? on, IDocumentStore store, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var sources = await Sources.Load(http, session, cancel);
        var day = PlanFrame.ReadDay(on) ?? sources.FirstDay;
        return await Draw(http, frame, sources, sources.DraftOn(day), day, null, null);
    }

    private static async Task<IResult> Change(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var sources = await Sources.Load(http, session, cancel);
        var draft = CurriculumDraft.Read(form);
        var day = sources.Plan.DayOr(form["from"], sources.FirstDay);
        // A form without a grid changes nothing.
        if (draft.Columns.Count == 0) return await Draw(http, frame, sources, sources.DraftOn(day), day, null, null);
        string? refusal = null, note = null;
        switch (form["do"].ToString())
        {
            case "row" when sources.Subjects.FirstOrDefault(s => s.Subject.Value == form["subject"].ToString()) is { } subject:
                var section = form["section"].ToString().Split('/');
                draft = draft.WithRow(subject, section[0], section.ElementAtOrDefault(1) ?? "", sources.Subjects);
                break;
            case "copy":
                draft = draft.Copied(form["copy-from"].ToString(), form["copy-to"].ToString());
                note = Words["copied"];
                break;
            case "profile" when int.TryParse(form["profile-level"], out var level) && form["profile-name"].ToString().Trim() is { Length: > 0 } name:
                draft = draft.WithProfile(level, name.Replace('~', '-'));
                note = Words["profile.added"];
                break;
            case "paste":
                (draft, var left) = CurriculumPaste.Read(form["table"].ToString(), draft, sources.Subjects);
                note = left.Count == 0 ? Words["pasted"] : Words.With("pasted.left", string.Join("; ", left));
                break;
            case "save":
                (refusal, draft) = await Save(http, desk, sources, draft, day, cancel);
                if (refusal is null) return TypedResults.LocalRedirect($"{Address}?on={PlanFrame.Iso(day)}");
                break;
        }
        return await Draw(http, frame, sources, draft, day, refusal, note);
    }

    private static async Task<(string? Refusal, CurriculumDraft Draft)> Save(HttpContext http, Desk desk, Sources sources, CurriculumDraft draft, DateOnly day, CancellationToken cancel)
    {
        if (sources.Plan.Year is not { } year) return (Words["no-year"], draft);
        for (var c = 0; c < draft.Columns.Count; c++)
        {
            var column = draft.Columns[c];
            var lines = new List<CurriculumLine>();
            foreach (var row in draft.Rows)
            {
                if (HourText.Read(row.Hours[c]) is not { } hours) return (Words.With("not-a-number", sources.NameOf(row.Subject), ColumnName(column), row.Hours[c]), draft);
                if (hours != 0) lines.Add(new CurriculumLine(new SubjectId(row.Subject), hours, row.Part, row.Layer));
            }
            var standing = sources.Curriculum?.On(day).FirstOrDefault(s => s.Level == column.Level && s.Profile == column.Profile);
            IReadOnlyList<ClassId> classes = lines.Count == 0 ? [] : [.. column.Classes.Select(id => new ClassId(id))];
            var (typed, stands) = (DraftColumn.MarkOf(lines, classes), DraftColumn.MarkOf(standing));
            // What this person has not touched is left as it is, whoever has changed it meanwhile.
            if (typed == column.Was) continue;
            if (stands != column.Was && stands != typed) return (Words.With("changed", ColumnName(column)), draft.Seen(c, stands));
            var command = new SetCurriculum(Guid.NewGuid(), year.Year, column.Level, column.Profile, classes, day, lines);
            if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal) return (refusal.Text(), draft);
        }
        return (null, draft);
    }

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, Sources sources, CurriculumDraft draft, DateOnly day, string? refusal, string? note) =>
        frame.Show<CurriculumPage>(http, Words["title"], new()
        {
            [nameof(CurriculumPage.Draft)] = draft,
            [nameof(CurriculumPage.Year)] = sources.Plan.Year,
            [nameof(CurriculumPage.Day)] = day,
            [nameof(CurriculumPage.Versions)] = sources.Curriculum?.Versions.Select(v => v.From).Distinct().Order().ToList() ?? [],
            [nameof(CurriculumPage.Subjects)] = sources.Subjects,
            [nameof(CurriculumPage.Classes)] = sources.Classes,
            [nameof(CurriculumPage.Norms)] = sources.Norms?.On(day),
            [nameof(CurriculumPage.MayEdit)] = sources.Plan.MayEdit,
            [nameof(CurriculumPage.Refusal)] = refusal,
            [nameof(CurriculumPage.Note)] = note,
        }, PlanFrame.Status(refusal));

    /// <summary>7 класс; 10 класс, Инженерный.</summary>
    public static string ColumnName(DraftColumn column) =>
        column.Profile is null ? Words.With("level", column.Level) : Words.With("level.profile", column.Level, column.Profile);

    private sealed record Sources(PlanFrame Plan, Curriculum? Curriculum, IReadOnlyList<SubjectCard> Subjects, IReadOnlyList<ClassRoster> Classes, LoadNorms? Norms)
    {
        public static async Task<Sources> Load(HttpContext http, IQuerySession session, CancellationToken cancel)
        {
            var plan = await PlanFrame.Of(http, session, cancel);
            return new Sources(
                plan, plan.Year is null ? null : await session.LoadAsync<Curriculum>(Streams.Curriculum(plan.Year.Year), cancel),
                SubjectCard.InOrder(await session.Query<SubjectCard>().ToListAsync(cancel)),
                [.. (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == plan.Year?.Year).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)],
                await session.LoadAsync<LoadNorms>(Streams.Norms, cancel));
        }

        /// <summary>Where nothing is set yet, the curriculum begins with the year.</summary>
        public DateOnly FirstDay => Curriculum is null && Plan.Year is { } year ? year.From : Plan.Default;

        public CurriculumDraft DraftOn(DateOnly day) => CurriculumDraft.Of(Curriculum, day, Classes, Subjects);

        public string NameOf(string subject) => Subjects.FirstOrDefault(s => s.Subject.Value == subject)?.Name ?? subject;
    }
}
