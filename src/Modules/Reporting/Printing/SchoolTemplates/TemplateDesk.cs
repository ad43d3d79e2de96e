using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>What somebody has just done on the page of a form.</summary>
internal sealed record TemplateAttempt
{
    /// <summary>Null: nothing was written yet.</summary>
    public string? Text { get; init; }

    /// <summary>Hash of the template that stood when it was written; null: of what stands now.</summary>
    public string? Seen { get; init; }

    public string? Refusal { get; init; }

    /// <summary>The text is to be tried and shown.</summary>
    public bool IsTried { get; init; }
}

/// <summary>Кто и когда заменил шаблон или вернул прежний.</summary>
public sealed record TemplateChange(DateTimeOffset At, string By, bool IsReturn);

/// <summary>The page of one form, as it stands and with what was tried on it.</summary>
internal sealed class TemplateDesk(IDocumentStore store, AccountNames accounts, PageFrame frame)
{
    public async Task<SchoolTemplate?> Standing(HttpContext http, SchoolForm form, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        return await session.LoadAsync<SchoolTemplate>(TemplateStreams.Of(form.Name), cancel);
    }

    public async Task<IResult> Draw(HttpContext http, SchoolForm form, TemplateAttempt attempt, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        await using var session = store.QuerySession(school.Value);
        var standing = await session.LoadAsync<SchoolTemplate>(TemplateStreams.Of(form.Name), cancel);
        var events = await session.Events.FetchStreamAsync(TemplateStreams.Of(form.Name), token: cancel);
        var names = await accounts(school, events.Select(e => e.UserName).Where(Id.IsValid).Select(id => new AccountId(id!)).ToHashSet(), cancel);
        var text = attempt.Text ?? standing?.Text ?? form.Own.Text;
        var template = form.Read(text, out var faults);
        var refused = attempt.Refusal is not null || faults.Count > 0;
        return await frame.Show<TemplatePage>(http, TemplateEndpoints.Title(form.Name), new()
        {
            [nameof(TemplatePage.Form)] = form.Name,
            [nameof(TemplatePage.Values)] = form.Values,
            [nameof(TemplatePage.Standing)] = standing,
            [nameof(TemplatePage.Text)] = text,
            [nameof(TemplatePage.Seen)] = attempt.Seen ?? standing?.Hash ?? "",
            [nameof(TemplatePage.Refusal)] = attempt.Refusal,
            [nameof(TemplatePage.Faults)] = faults,
            [nameof(TemplatePage.Preview)] = template is null ? null : FormPrinter.ToHtml(form.Sample(template, TemplateEndpoints.Title(form.Name))),
            [nameof(TemplatePage.IsTried)] = attempt.IsTried,
            [nameof(TemplatePage.History)] = events.Reverse()
                .Select(e => new TemplateChange(e.Timestamp, Id.IsValid(e.UserName) ? names.GetValueOrDefault(new(e.UserName), "—") : "—", e.Data is TemplateReturned)).ToList(),
        }, refused && attempt.IsTried ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
