using ElJournal.Kernel;
using ElJournal.Ui;

namespace ElJournal.Control.Pages;

/// <summary>Раздел контроля.</summary>
/// <param name="Name">Key of its name in <see cref="ControlTexts"/>.</param>
/// <param name="Permission">Who has it: where the permission reaches anywhere.</param>
internal sealed record ControlSection(string Href, string Name, Permission Permission)
{
    /// <summary>In the order of a deputy's week.</summary>
    public static readonly IReadOnlyList<ControlSection> All =
    [
        new("/control", "section.board", Permission.ReadControl),
        new("/control/remarks", "section.remarks", Permission.ReadControl),
        new("/control/rounds", "section.rounds", Permission.ReadControl),
        new("/control/works", "section.works", Permission.ReadControl),
        new("/control/rules", "section.rules", Permission.ReadSchool),
    ];

    public static IReadOnlyList<MenuItem> Of(Actor reader, string path)
    {
        var open = All.Where(s => reader.Grants.All.Any(grant => grant.Permission == s.Permission)).ToList();
        // The longest address that the path lies under is where one is.
        var here = open.Where(s => path == s.Href || path.StartsWith(s.Href + "/", StringComparison.Ordinal)).MaxBy(s => s.Href.Length);
        return [.. open.Select(s => new MenuItem(s.Href, ControlTexts.All[s.Name], s == here))];
    }
}
