using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElJournal.Ui.Tests;

/// <summary>A component drawn as the server sends it.</summary>
public sealed record Drawn(string Html, IDocument Page)
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public int Bytes => Encoding.UTF8.GetByteCount(Html);

    public IElement One(string selector) => Page.QuerySelector(selector) ?? throw new InvalidOperationException($"Nothing matches {selector}.");

    public IHtmlCollection<IElement> All(string selector) => Page.QuerySelectorAll(selector);

    /// <summary>Cell of the journal: pupil and lesson from 0.</summary>
    public IElement Cell(int pupil, int lesson) => All("#journal tbody tr")[pupil].Children[lesson + 1];

    public static async Task<Drawn> From<T>(string culture, params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            await using var services = new ServiceCollection().BuildServiceProvider();
            await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
            RenderFragment content = tree =>
            {
                tree.OpenComponent<T>(0);
                foreach (var (name, value) in parameters) tree.AddComponentParameter(1, name, value);
                tree.CloseComponent();
            };
            var view = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Value"] = Moscow, ["ChildContent"] = content });
            var html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<CascadingValue<TimeZoneInfo>>(view)).ToHtmlString());
            return new Drawn(html, new HtmlParser().ParseDocument(html));
        }
        finally
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = before;
        }
    }
}
