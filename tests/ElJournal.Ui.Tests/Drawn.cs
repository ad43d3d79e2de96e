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
            var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
            var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(view)).ToHtmlString());
            return new Drawn(html, new HtmlParser().ParseDocument(html));
        }
        finally
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = before;
        }
    }
}
