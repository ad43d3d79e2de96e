using System.Text;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ElJournal.Access.SigningIn;
using Marten;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElJournal.Access.KeptForms;

/// <summary>
/// Puts a kept form back: the page is drawn as always, and what was typed is laid over its fields, whichever page of the site it is.
/// Saving is left to the person, who sees it first.
/// </summary>
public sealed class KeptFormFilling(RequestDelegate next, FormKeeper keeper, IOptions<AntiforgeryOptions> guard)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<SignedIn>() is not { } person)
        {
            await next(http);
            return;
        }
        if (HttpMethods.IsGet(http.Request.Method) && await keeper.Take(http, person) is { } typed) await Fill(http, typed);
        else if (await IsOfFormerSession(http)) http.Response.Redirect(await keeper.Keep(http, person.Account.Key, person.School));
        else await next(http);
    }

    /// <summary>
    /// A form of this very site whose guard is that of an earlier session: signed in anew in another tab, say. Without a guard at all,
    /// or without the browser's word that it comes from here, it is refused as ever.
    /// </summary>
    private async Task<bool> IsOfFormerSession(HttpContext http)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } judged || http.Request.Headers["Sec-Fetch-Site"] != "same-origin") return false;
        // Only whether there is a guard is looked at, so the form may be read although it is wrong.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        try
        {
            return http.Request.HasFormContentType && (await http.Request.ReadFormAsync(http.RequestAborted)).ContainsKey(guard.Value.FormFieldName);
        }
        finally
        {
            http.Features.Set(judged);
        }
    }

    private async Task Fill(HttpContext http, TypedForm typed)
    {
        var body = http.Response.Body;
        using var drawn = new MemoryStream();
        http.Response.Body = drawn;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }
        var answer = drawn.ToArray();
        if (http.Response.StatusCode == StatusCodes.Status200OK && http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            answer = Encoding.UTF8.GetBytes(Filled(Encoding.UTF8.GetString(answer), typed));
        await body.WriteAsync(answer, http.RequestAborted);
    }

    /// <summary>The page with the fields as they were typed and a word about it above the form.</summary>
    public static string Filled(string html, TypedForm typed)
    {
        var page = new HtmlParser().ParseDocument(html);
        if (page.Forms.FirstOrDefault(form => form.GetAttribute("action") == typed.Action && form.Method == "post") is not { } form) return html;
        var values = typed.Fields.ToLookup(field => field.Key, field => field.Value);
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { } name || !values.Contains(name)) continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } tick:
                    tick.IsDefaultChecked = values[name].Contains(tick.GetAttribute("value") ?? "on");
                    break;
                case IHtmlInputElement { Type: not ("password" or "file") } input:
                    input.DefaultValue = values[name].First();
                    break;
                case IHtmlTextAreaElement text:
                    text.TextContent = values[name].First();
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options) option.IsDefaultSelected = values[name].Contains(option.Value);
                    break;
            }
        }
        // A box that was unticked is not sent at all.
        foreach (var box in form.Elements.OfType<IHtmlInputElement>().Where(box => box.Type == "checkbox" && box.Name is { } name && !values.Contains(name)))
            box.IsDefaultChecked = false;
        foreach (var details in form.QuerySelectorAll("details").Where(d => d.QuerySelector("[checked]") is not null)) details.SetAttribute("open", "");
        var note = page.CreateElement("p");
        note.ClassName = "note warn";
        note.Id = "kept-form";
        note.SetAttribute("role", "status");
        note.TextContent = AccessTexts.Of(form.QuerySelector("input[type=file]") is null ? "kept.back" : "kept.back.file");
        form.Parent!.InsertBefore(note, form);
        return page.ToHtml();
    }
}

internal static class KeptFormWiring
{
    public static IServiceCollection AddKeptForms(this IServiceCollection services)
    {
        services.ConfigureMarten(options => options.Schema.For<KeptForm>().DatabaseSchemaName(AccessModule.Schema));
        services.AddSingleton<FormKeeper>();
        return services;
    }
}
