using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What a school at work has beside the sample: divided classes, groups, movement, duties.</summary>
internal static class SchoolLife
{
    public static readonly GroupId Chess = new("chess");

    private static readonly SubjectId Informatics = new("informatika");

    /// <param name="pupils">Of 8Б, as its page lists them.</param>
    public static async Task Begin(TestSchool school, IReadOnlyList<PupilId> pupils)
    {
        var today = await Registry.Today(school);
        var (one, two) = (new GroupId("informatics-1"), new GroupId("informatics-2"));
        var here = pupils.SkipLast(2).ToList();
        foreach (var (group, name) in ((GroupId, string)[])[(one, "Группа 1"), (two, "Группа 2")])
            await Registry.Done(school, new FormGroup(Guid.NewGuid(), group, GroupKinds.Subgroup, name, [Registry.Class8B], Informatics));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), one, [.. here.Take(here.Count / 2)], today));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), two, [.. here.Skip(here.Count / 2).SkipLast(3)], today));
        await Registry.Done(school, new FormGroup(Guid.NewGuid(), Chess, GroupKinds.Extracurricular, "Шахматы, 7–8 классы", [new ClassId("7a"), Registry.Class8B]));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), Chess, [.. here.Take(5)], today));
    }
}
