using ElJournal.Setup.Register;

namespace ElJournal.Setup.Timetables;

/// <summary>Names under which FET knows teachers, subjects and sets of students: readable, each once, without the sign that joins several.</summary>
internal sealed class FetNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> found = [];
    private readonly Board board;

    public FetNames(Board board)
    {
        this.board = board;
        foreach (var one in board.Classes) Name("class/" + one.Id, one.Name);
        foreach (var group in board.Groups)
            foreach (var of in group.Classes) Name($"group/{group.Group}/{of}", GroupName(group, of));
        foreach (var teacher in board.Week.Courses.Values.SelectMany(c => c.Teachers).Distinct()) Name("staff/" + teacher, board.TeacherName(teacher));
    }

    public string Class(ClassId id) => found["class/" + id];

    public string Group(GroupId group, ClassId of) => found[$"group/{group}/{of}"];

    public string Teacher(StaffId staff) => found["staff/" + staff];

    /// <summary>Those of a class who sit in the same groups.</summary>
    public string Side(ClassId of, int number) => Name($"side/{of}/{number}", $"{Class(of)} / {number}");

    /// <summary>Those of a class who sit in no group.</summary>
    public string Rest(ClassId of) => Name($"rest/{of}", $"{Class(of)} —");

    private string GroupName(StudyGroupCard group, ClassId of)
    {
        var subject = group.Subject is { } s && board.Subjects.TryGetValue(s, out var name) ? $", {name}" : "";
        return $"{Class(of)}, {group.Name}{subject}";
    }

    private string Name(string key, string wanted)
    {
        if (found.TryGetValue(key, out var known)) return known;
        var plain = wanted.Replace('+', '-').Trim();
        var name = plain;
        for (var n = 2; !taken.Add(name); n++) name = $"{plain} ({n})";
        return found[key] = name;
    }
}
