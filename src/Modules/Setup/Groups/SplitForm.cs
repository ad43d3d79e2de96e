using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Groups;

/// <summary>The form of the split editor: what it says, what it proposes and what it comes to.</summary>
internal static class SplitForm
{
    private const int MostGroups = 6;

    /// <summary>Name of the field of a pupil's group.</summary>
    public static string Field(PupilId pupil) => "in." + pupil;

    /// <summary>Name of the field that says where the pupil was when the page was drawn.</summary>
    public static string Was(PupilId pupil) => "was." + pupil;

    /// <summary>The view as the form has it; a pupil whom nobody moved by hand, or of whom it says nothing, stays where the pupil is.</summary>
    public static SplitView Read(SplitView view, IFormCollection form) => view with
    {
        Rows = [.. view.Rows.Select(row =>
        {
            var seen = form.TryGetValue(Was(row.Pupil), out var was) ? GroupOf(was) : row.In;
            return form.TryGetValue(Field(row.Pupil), out var typed) && GroupOf(typed) is var chosen && (chosen != seen || !form.ContainsKey(Was(row.Pupil)))
                ? row with { In = chosen, Seen = seen } : row with { Seen = seen };
        })],
    };

    private static GroupId? GroupOf(string? text) => Id.IsValid(text) ? new GroupId(text) : null;

    /// <summary>What this form would undo of what others did since it was drawn; null: nothing.</summary>
    public static Outcome? Changed(SplitView view, SplitView typed)
    {
        foreach (var group in view.Groups.Select(g => g.Group))
        {
            var rows = view.Rows.Zip(typed.Rows, (stands, row) => (row.Pupil, Seen: row.Seen == group.Group, Stands: stands.In == group.Group, Is: row.In == group.Group)).ToList();
            if (rows.TrueForAll(r => r.Is == r.Stands)) continue;
            // Whoever is not on this page is seen as standing.
            var seen = group.Standing().Except(rows.Select(r => r.Pupil)).Concat(rows.Where(r => r.Seen).Select(r => r.Pupil)).ToList();
            if (SetGroupMembersHandler.Changed(group, seen) is { } changed) return changed;
        }
        return null;
    }

    /// <summary>Быстрое деление: by the alphabet into equal parts, by sex, or nobody anywhere. Null: it is none of these.</summary>
    public static SplitView? Propose(SplitView view, string act)
    {
        var groups = view.Groups.Select(g => g.Group.Group).ToList();
        if (groups.Count == 0) return null;
        return act switch
        {
            "alphabet" => view with { Rows = [.. view.Rows.Select((row, i) => row with { In = groups[i * groups.Count / view.Rows.Count] })] },
            // Who has no sex on the card is left to be placed by hand.
            "sex" => view with { Rows = [.. view.Rows.Select(row => row with { In = row.Sex switch { "М" => groups[0], "Ж" => groups[Math.Min(1, groups.Count - 1)], _ => null } })] },
            "nobody" => view with { Rows = [.. view.Rows.Select(row => row with { In = null })] },
            _ => null,
        };
    }

    /// <summary>The first groups of a class, or one more.</summary>
    public static IEnumerable<FormGroup> Groups(SplitView view, string act, Draft draft, Texts words)
    {
        var many = act == "add" ? 1 : Math.Clamp(int.TryParse(draft.Text("many"), out var typed) ? typed : 2, 2, MostGroups);
        if (act == "add" && draft.Text("name") is { Length: > 0 } name) return [Of(name)];
        var free = Enumerable.Range(1, MostGroups + view.Groups.Count).Select(n => words.With("split.group", n))
            .Where(called => view.Groups.All(g => !Naming.IsSame(g.Group.Name, called)));
        return free.Take(many).Select(Of).ToList();

        FormGroup Of(string called) =>
            new(Guid.NewGuid(), Id.New<GroupId>(), GroupKinds.Subgroup, called, [ClassId.From(view.Class.Id)], view.Subject.Subject);
    }

    /// <summary>First everybody leaves, then everybody comes: nobody is in two groups in between.</summary>
    public static IEnumerable<SetGroupMembers> Members(SplitView view, SplitView typed, DateOnly from)
    {
        var listed = view.Rows.Select(r => r.Pupil).ToHashSet();
        var lists = view.Groups.Select(g => (g.Group.Group,
            // Pupils of other classes in the same group are not on this page and stay.
            Stay: g.Group.Pupils.Where(p => p.Left is null && !listed.Contains(p.Pupil)).Select(p => p.Pupil).ToList(),
            Was: view.Rows.Where(r => r.In == g.Group.Group).Select(r => r.Pupil).ToList(),
            Is: typed.Rows.Where(r => r.In == g.Group.Group).Select(r => r.Pupil).ToList())).ToList();
        foreach (var (group, stay, was, now) in lists.Where(l => l.Was.Except(l.Is).Any()))
            yield return new SetGroupMembers(Guid.NewGuid(), group, [.. stay, .. was.Intersect(now)], from, [.. stay, .. was]);
        foreach (var (group, stay, was, now) in lists.Where(l => l.Is.Except(l.Was).Any()))
            yield return new SetGroupMembers(Guid.NewGuid(), group, [.. stay, .. now], from, [.. stay, .. was.Intersect(now)]);
    }
}
