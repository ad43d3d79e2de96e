using ElJournal.Kernel;
using ElJournal.Ui;

namespace ElJournal.Setup.Pages;

/// <summary>Раздел подготовки школы к учебному году (D-10, Z-5).</summary>
/// <param name="Name">Key of its name in <c>SetupTexts</c>.</param>
/// <param name="Permission">Who has it in the menu: where the permission reaches anywhere.</param>
internal sealed record SchoolSection(string Href, string Name, Permission Permission = Permission.ReadSchool);

/// <summary>Links over the pages of the set-up: parts of the work and, within the one where the reader is, its sections.</summary>
internal sealed record SchoolSections(IReadOnlyList<MenuItem> Parts, IReadOnlyList<MenuItem> Sections)
{
    /// <summary>In the order in which a school is made ready.</summary>
    public static readonly IReadOnlyList<(string Name, IReadOnlyList<SchoolSection> Sections)> All =
    [
        ("part.readiness", [new("/school", "section.readiness")]),
        ("part.year",
        [
            new("/school/card", "section.card", Permission.SetUpSchool), new("/school/year", "section.year"), new("/school/classes", "section.classes"),
            new("/school/next-year", "section.next-year", Permission.ManageContingent),
        ]),
        ("part.people",
        [
            new("/school/pupils", "section.pupils"), new("/school/groups", "section.groups"),
            new("/school/individual", "section.individual", Permission.ManageContingent), new("/school/staff", "section.staff"),
        ]),
        ("part.plan",
        [
            new("/school/subjects", "section.subjects"), new("/school/curriculum", "section.curriculum"), new("/school/load", "section.load"),
            new("/school/rooms", "section.rooms"), new("/school/timetable", "section.timetable"), new("/school/plans", "section.plans"),
        ]),
        ("part.order",
        [
            new("/school/grading", "section.grading"), new("/school/responsible", "section.responsible"), new("/school/acts", "section.acts"),
            new("/school/paperless", "section.paperless"),
        ]),
        ("part.imports", [new("/school/imports", "section.imports", Permission.ManageContingent)]),
    ];

    public static SchoolSections Of(Actor reader, string path)
    {
        var open = All.Select(part => (part.Name, Sections: part.Sections.Where(s => reader.Grants.All.Any(grant => grant.Permission == s.Permission)).ToList()))
            .Where(part => part.Sections.Count > 0).ToList();
        // The longest address that the path lies under is where one is.
        var here = open.SelectMany(part => part.Sections).Where(s => path == s.Href || path.StartsWith(s.Href + "/", StringComparison.Ordinal)).MaxBy(s => s.Href.Length);
        var within = open.FirstOrDefault(part => here is not null && part.Sections.Contains(here));
        return new SchoolSections(
            [.. open.Select(part => new MenuItem(part.Sections[0].Href, SetupTexts.All[part.Name], part == within))],
            within.Sections is { Count: > 1 } sections ? [.. sections.Select(s => new MenuItem(s.Href, SetupTexts.All[s.Name], s == here))] : []);
    }
}
