using ElJournal.Accounting;
using ElJournal.Setup;

namespace ElJournal.Control.Works;

/// <summary>Итоги контрольной работы (Z-6.20, Z-13.2), folded from the events of its lessons: they are always what the journal shows.</summary>
public sealed record WorkResults
{
    /// <summary>Grades that stand, by pupil.</summary>
    public IReadOnlyDictionary<PupilId, IReadOnlyList<string>> Grades { get; init; } = new Dictionary<PupilId, IReadOnlyList<string>>();

    /// <summary>Who missed a lesson of it.</summary>
    public IReadOnlySet<PupilId> Missed { get; init; } = new HashSet<PupilId>();

    /// <summary>Вид работы of the lesson; null: none was chosen.</summary>
    public string? WorkType { get; init; }

    public bool NotHeld { get; init; }

    /// <summary>The lesson was given there instead.</summary>
    public LessonId? Moved { get; init; }

    /// <summary>Писали: whoever has a grade, also by a later writing.</summary>
    public int Wrote => Grades.Count;

    /// <summary>Отсутствовали, and have no grade.</summary>
    public int Absent => Missed.Count(p => !Grades.ContainsKey(p));

    /// <summary>Each grade with how many have it; of several a pupil's last counts. The highest first.</summary>
    public IReadOnlyList<(string Grade, int Count)> Counts =>
        [.. Grades.Values.GroupBy(g => g[^1]).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Key.Length).ThenByDescending(g => g.Key, StringComparer.Ordinal)];

    public WorkResults With(IEnumerable<object> lesson, IReadOnlySet<string> missed)
    {
        var (cells, attendance) = (new SortedDictionary<(string Pupil, int Place), string>(), new Dictionary<PupilId, string>());
        var (type, off) = (WorkType, NotHeld);
        foreach (var e in lesson)
        {
            switch (e)
            {
                case GradeRecorded g: cells[(g.Pupil.Value, g.Place)] = g.Grade; break;
                case GradeCorrected { Grade: { } grade } g: cells[(g.Pupil.Value, g.Place)] = grade; break;
                case GradeCorrected g: cells.Remove((g.Pupil.Value, g.Place)); break;
                case AttendanceMarked a: attendance[a.Pupil] = a.Code; break;
                case AttendanceCorrected { Code: { } code } a: attendance[a.Pupil] = code; break;
                case AttendanceCorrected a: attendance.Remove(a.Pupil); break;
                case WorkTypeChosen w: type = w.WorkType; break;
                case LessonNotHeld or LessonCancelled: off = true; break;
                case LessonHeldAfterAll or LessonRestored: off = false; break;
                default: break;
            }
        }
        var grades = Grades.ToDictionary();
        foreach (var pupil in cells.GroupBy(c => PupilId.From(c.Key.Pupil)))
            grades[pupil.Key] = [.. grades.GetValueOrDefault(pupil.Key, []), .. pupil.Select(c => c.Value)];
        return this with
        {
            Grades = grades,
            Missed = Missed.Concat(attendance.Where(a => missed.Contains(a.Value)).Select(a => a.Key)).ToHashSet(),
            WorkType = type,
            NotHeld = off,
        };
    }

    /// <summary>Where the lesson was moved, if that stands.</summary>
    public static LessonId? MovedTo(IEnumerable<object> lesson) => lesson.Aggregate((LessonId?)null, (to, e) => e switch
    {
        LessonTransferred t => t.To,
        TransferUndone => null,
        _ => to,
    });
}
