using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What a machine can tell of WCAG 2.2 AA on a page as it stands.</summary>
/// <remarks>
/// The rules run in the page and answer with the faults alone. The library's own way opens a second page for every run and brings
/// every element over that passed: on a wide table it took several times as long.
/// </remarks>
internal static class Axe
{
    private static readonly string Library = new BundledAxeScriptProvider().GetScript();

    private static readonly object All = new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

    /// <summary>What may differ on a narrow screen or in the dark; the rest does not depend on either.</summary>
    private static readonly object OfTheLook = new { type = "rule", values = (string[])["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"] };

    private const string Run = """
        async rules => {
          const found = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
          return {
            passes: found.passes.length,
            faults: found.violations.filter(rule => ['serious', 'critical'].includes(rule.impact))
              .flatMap(rule => rule.nodes.map(node => `${rule.id} at ${node.target}: ${node.html}`)),
          };
        }
        """;

    /// <summary>Of a page that was held against all rules at another size.</summary>
    public static Task LooksRight(IPage page, string name) => Hold(page, name, OfTheLook);

    /// <summary>Fails by rule and place when somebody would be kept from using the page.</summary>
    public static Task IsSatisfied(IPage page, string name) => Hold(page, name, All);

    private static async Task Hold(IPage page, string name, object rules)
    {
        if (await page.EvaluateAsync<bool>("typeof axe === 'undefined'")) await page.EvaluateAsync(Library);
        var found = (await page.EvaluateAsync(Run, rules))!.Value;
        found.GetProperty("passes").GetInt32().ShouldBePositive($"{name}: the rules must have found something to judge");
        found.GetProperty("faults").EnumerateArray().Select(fault => $"{name}: {fault.GetString()}").ShouldBeEmpty();
    }
}
