using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What a machine can tell of WCAG 2.2 AA on a page as it stands.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") };

    /// <summary>What may differ on a narrow screen or in the dark; the rest does not depend on either.</summary>
    private static readonly AxeRunOptions OfTheLook = new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block") };

    /// <summary>Of a page that was held against all rules at another size.</summary>
    public static Task LooksRight(IPage page, string name) => Hold(page, name, OfTheLook);

    /// <summary>Fails by rule and place when somebody would be kept from using the page.</summary>
    public static Task IsSatisfied(IPage page, string name) => Hold(page, name, Rules);

    private static async Task Hold(IPage page, string name, AxeRunOptions rules)
    {
        var result = await page.RunAxe(rules);
        result.Passes.ShouldNotBeEmpty($"{name}: the rules must have found something to judge");
        result.Violations.Where(found => found.Impact is "serious" or "critical").SelectMany(found => found.Nodes.Select(node => $"{name}: {found.Id} at {node.Target}: {node.Html}"))
            .ShouldBeEmpty();
    }
}
