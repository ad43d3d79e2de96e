using ElJournal.Kernel;
using ElJournal.Ui;

namespace ElJournal.Setup.Pages;

/// <summary>Раздел подготовки школы к учебному году (D-10, Z-5), in the order in which a school is made ready.</summary>
/// <param name="Name">Key of its name in <c>SetupTexts</c>.</param>
/// <param name="Permission">Who has it in the menu: where the permission reaches anywhere.</param>
internal sealed record SchoolSection(string Href, string Name, Permission Permission)
{
    public static readonly IReadOnlyList<SchoolSection> All =
    [
        new("/school", "section.readiness", Permission.ReadSchool),
        new("/school/pupils", "section.pupils", Permission.ReadSchool),
        new("/school/groups", "section.groups", Permission.ReadSchool),
        new("/school/subjects", "section.subjects", Permission.ReadSchool),
        new("/school/curriculum", "section.curriculum", Permission.ReadSchool),
        new("/school/load", "section.load", Permission.ReadSchool),
        new("/school/grading", "section.grading", Permission.ReadSchool),
        new("/school/card", "section.card", Permission.SetUpSchool),
        new("/school/year", "section.year", Permission.ReadSchool),
        new("/school/classes", "section.classes", Permission.ReadSchool),
        new("/school/next-year", "section.next-year", Permission.SetUpSchool),
        new("/school/timetable", "section.timetable", Permission.ReadSchool),
        new("/school/plans", "section.plans", Permission.ReadSchool),
        new("/school/imports", "section.imports", Permission.ManageContingent),
        new("/school/next-year", "section.next-year", Permission.ManageContingent),
        new("/school/individual", "section.individual", Permission.ManageContingent),
        new("/school/staff", "section.staff", Permission.ReadSchool),
        new("/school/rooms", "section.rooms", Permission.ReadSchool),
        new("/school/responsible", "section.responsible", Permission.ReadSchool),
        new("/school/acts", "section.acts", Permission.ReadSchool),
        new("/school/paperless", "section.paperless", Permission.ReadSchool),
    ];

    public static IReadOnlyList<MenuItem> Of(Actor reader, string path)
    {
        var open = All.Where(section => reader.Grants.All.Any(grant => grant.Permission == section.Permission)).ToList();
        // The longest address that the path lies under is where one is.
        var here = open.Where(s => path == s.Href || path.StartsWith(s.Href + "/", StringComparison.Ordinal)).MaxBy(s => s.Href.Length);
        return [.. open.Select(s => new MenuItem(s.Href, SetupTexts.All[s.Name], s == here))];
    }
}
