using ElJournal.Accounting;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>One pupil through the year.</summary>
internal sealed class PupilLife(PlannedPupil plan, Dice dice)
{
    private int spell;

    public PlannedPupil Plan => plan;

    /// <summary>All chance of this pupil.</summary>
    public Dice Dice => dice;

    /// <summary>Absences of the year, in order, not touching each other.</summary>
    public IReadOnlyList<Spell> Spells { get; init; } = [];

    /// <summary>Lessons in which attendance was marked, as they were entered.</summary>
    public List<LivedLesson> Marked { get; } = [];

    /// <summary>Days are asked for in order.</summary>
    public Spell? On(DateOnly day)
    {
        while (spell < Spells.Count && Spells[spell].Until < day) spell++;
        return spell < Spells.Count && Spells[spell].From <= day ? Spells[spell] : null;
    }
}

/// <summary>Почему обучающегося нет.</summary>
internal enum SpellKind
{
    Ill,
    Excused,
    Unexcused,
}

/// <summary>Пропуск of whole days, both inclusive.</summary>
internal sealed class Spell(DateOnly from, DateOnly until, SpellKind kind)
{
    public DateOnly From => from;

    public DateOnly Until => until;

    public SpellKind Kind => kind;

    /// <summary>The paper that explains it, once it is attached.</summary>
    public AbsenceDocumentAttached? Document { get; set; }
}
