using ElJournal.Setup.Register;

namespace ElJournal.Setup.People;

/// <summary>Обучающийся in a list.</summary>
/// <param name="Person">Null where the name is erased.</param>
public sealed record PupilLine(PupilCard Pupil, PersonCard? Person, string Name, string Class, PupilPlan? Plan);

/// <summary>What of the contingent is asked for.</summary>
/// <param name="Status"><c>here</c>, <c>gone</c> or <c>all</c>.</param>
/// <param name="Name">Part of a name, typed; never in an address.</param>
public sealed record PupilQuery(string? Class, string Status, string? Name)
{
    public static readonly IReadOnlyList<string> Statuses = ["here", "gone", "all"];

    public bool IsEmpty => Class is null && Name is null && Status == "here";
}

/// <summary>Контингент: the classes with how many are in them, or the pupils that were asked for.</summary>
public sealed record PupilList(PupilQuery Query, IReadOnlyList<ClassRoster> Classes, IReadOnlyDictionary<string, int> Counts, int Here, IReadOnlyList<PupilLine> Found);

/// <summary>Движение on a pupil's card.</summary>
/// <param name="Where">Куда выбыл, in words; null where nobody said or it is erased.</param>
public sealed record MovementLine(Movement Movement, string? Into, string? Left, string? Where);

/// <param name="Person">Null where the name is erased.</param>
/// <param name="OtherWards">Names of the other pupils whom the guardian represents.</param>
public sealed record GuardianLine(GuardianCard Guardian, PersonCard? Person, string Name, Ward Ward, IReadOnlyList<string> OtherWards);

/// <summary>Somebody of the same name who is in the register already.</summary>
public sealed record Namesake(GuardianId Guardian, string Name, IReadOnlyList<string> Wards);

/// <summary>Карточка обучающегося.</summary>
/// <param name="Class">Where the pupil is now; null for one who is nowhere.</param>
/// <param name="Year">Of the running year; the classes to move to are of it.</param>
/// <param name="Repeats">Classes of other years at the same level: where a year can be repeated.</param>
public sealed record PupilView(
    PupilCard Pupil, PersonCard? Person, string Name, string Class, IReadOnlyList<MovementLine> Movements, IReadOnlyList<GuardianLine> Guardians,
    PupilPlan? Plan, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<ClassRoster> Repeats, YearCalendar? Year, DateOnly Day, DateOnly Today)
{
    public bool IsHere => Pupil.Departed is null;

    /// <summary>Решения педагогического совета that stand, oldest first.</summary>
    public IReadOnlyList<CouncilDecision> Council { get; init; } = [];
}

/// <summary>Движение школы за период: was and in and out and is, class by class.</summary>
/// <param name="From">The day whose end is counted from.</param>
/// <param name="To">The day whose end is counted to.</param>
public sealed record MovementView(DateOnly From, DateOnly To, IReadOnlyList<MovementTotal> Totals, IReadOnlyList<MovedPupil> Moves)
{
    public MovementTotal All { get; } = new(null, Totals.Sum(t => t.Was), Totals.Sum(t => t.In), Totals.Sum(t => t.Out), Totals.Sum(t => t.Is));
}

/// <param name="Was">In the class on the first day, by its list.</param>
/// <param name="In">Came after it up to the last day, by the orders.</param>
/// <param name="Is">In the class on the last day, by its list.</param>
public sealed record MovementTotal(ClassRoster? Class, int Was, int In, int Out, int Is)
{
    /// <summary>The lists and the orders tell the same.</summary>
    public bool Reconciles => Was + In - Out == Is;
}

public sealed record MovedPupil(PupilId Pupil, string Name, MovementLine Line);
