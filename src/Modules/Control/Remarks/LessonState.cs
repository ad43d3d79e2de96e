using ElJournal.Accounting;
using ElJournal.Setup;

namespace ElJournal.Control.Remarks;

/// <summary>What of a lesson remarks speak of, folded event by event from its stream: a page at a past moment is the same fold over fewer events.</summary>
internal sealed class LessonState
{
    private readonly Dictionary<PupilId, string?> _attendance = [];
    private readonly Dictionary<(PupilId Pupil, int Place), string?> _grades = [];
    private readonly HashSet<PupilId> _deferred = [];
    private readonly HashSet<PupilId> _ownHomework = [];
    private bool _checked;
    private bool _notHeld;
    private bool _cancelled;
    private bool _away;

    public string? Topic { get; private set; }

    public string? Homework { get; private set; }

    /// <summary>As the teacher reckons them; null: not said.</summary>
    public int? Minutes { get; private set; }

    /// <summary>Who gives the lesson instead of the course's teacher; null: nobody does.</summary>
    public StaffId? Substitute { get; private set; }

    /// <summary>Урока нет: not held, cancelled, or given at another time.</summary>
    public bool IsOff => _notHeld || _cancelled || _away;

    public bool AttendanceIsSeen => _checked || _attendance.Values.Any(code => code is not null);

    public bool HasHomework => !string.IsNullOrEmpty(Homework) || _ownHomework.Count > 0;

    public static LessonState Of(IEnumerable<object> events)
    {
        var state = new LessonState();
        foreach (var e in events) state.Take(e);
        return state;
    }

    public bool HasGrade(PupilId pupil) => _grades.Any(g => g.Key.Pupil == pupil && g.Value is not null);

    /// <summary>Точка: a grade is promised for a later day.</summary>
    public bool IsDeferred(PupilId pupil) => _deferred.Contains(pupil);

    public string? AttendanceOf(PupilId pupil) => _attendance.GetValueOrDefault(pupil);

    public void Take(object e)
    {
        switch (e)
        {
            case TopicRecorded t: Topic = t.Topic; break;
            case TopicCorrected t: Topic = t.Topic; break;
            case HomeworkSet h: (Homework, Minutes) = (h.Text, h.Minutes); break;
            case HomeworkCorrected h: (Homework, Minutes) = (h.Text, h.Minutes); break;
            case PupilHomeworkSet h: _ownHomework.Add(h.Pupil); break;
            case PupilHomeworkCorrected { Text: null } h: _ownHomework.Remove(h.Pupil); break;
            case PupilHomeworkCorrected h: _ownHomework.Add(h.Pupil); break;
            case AttendanceChecked: _checked = true; break;
            case AttendanceMarked a: _attendance[a.Pupil] = a.Code; break;
            case AttendanceCorrected a: _attendance[a.Pupil] = a.Code; break;
            case AbsenceExplained a: _attendance[a.Pupil] = a.Code; break;
            case AbsenceExplanationWithdrawn a: _attendance[a.Pupil] = a.Code; break;
            case GradeRecorded g: Grade(g.Pupil, g.Place, g.Grade); break;
            case GradeCorrected g: Grade(g.Pupil, g.Place, g.Grade); break;
            case GradeDeferred d: _deferred.Add(d.Pupil); break;
            case DeferralWithdrawn d: _deferred.Remove(d.Pupil); break;
            default: Live(e); break;
        }
    }

    /// <summary>Whether and by whom the lesson is given at all.</summary>
    private void Live(object e)
    {
        switch (e)
        {
            case LessonNotHeld: _notHeld = true; break;
            case LessonHeldAfterAll: _notHeld = false; break;
            case LessonCancelled: _cancelled = true; break;
            case LessonRestored: _cancelled = false; break;
            case LessonTransferred or LessonReturned: _away = true; break;
            case TransferUndone or LessonReceived: _away = false; break;
            case SubstituteAssigned s: Substitute = s.Teacher; break;
            case SubstituteReleased: Substitute = null; break;
        }
    }

    private void Grade(PupilId pupil, int place, string? grade)
    {
        _grades[(pupil, place)] = grade;
        if (grade is not null) _deferred.Remove(pupil);
    }
}
