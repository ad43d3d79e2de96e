using ElJournal.Accounting;
using ElJournal.Setup;
using JasperFx.Events;

namespace ElJournal.Control.Remarks;

/// <summary>Whose grades a lesson is to show, and by which marks one was not there.</summary>
/// <param name="Pupils">Who sat in the course on the day and was not exempt.</param>
/// <param name="Missed">Letters of attendance by which a lesson counts as missed.</param>
public sealed record Roll(IReadOnlyCollection<PupilId> Pupils, IReadOnlyCollection<string> Missed);

/// <summary>What the lesson's stream says of a lack.</summary>
/// <param name="IsJudged">False: only a person can tell.</param>
/// <param name="Stands">What was missing is missing.</param>
/// <param name="By">The event that mended it; null: none has.</param>
public sealed record Judgement(bool IsJudged, bool Stands, IEvent? By)
{
    public static readonly Judgement OfPeople = new(false, true, null);
}

/// <summary>Whether what a remark asks for is there: a function of nothing but the lesson's events and the list of the course.</summary>
public static class LackJudge
{
    /// <param name="since">Version of the lesson's stream that the deputy has seen: only what comes later mends.</param>
    /// <param name="roll">Null: the list is not known, and grades of a whole lesson are for a person to judge.</param>
    public static Judgement Of(RemarkTarget target, string lack, int since, IEnumerable<IEvent> events, Roll? roll)
    {
        if (target.Lesson is null || lack == RemarkLacks.Other || (lack == RemarkLacks.Grade && target.Pupil is null && roll is null)) return Judgement.OfPeople;
        var state = new LessonState();
        IEvent? by = null;
        foreach (var e in events)
        {
            var stood = Stands(state, lack, target.Pupil, roll);
            state.Take(e.Data);
            if (Stands(state, lack, target.Pupil, roll)) by = null;
            else if (by is null && e.Version > since && (stood || Concerns(e.Data, lack, target.Pupil))) by = e;
        }
        // What is wrong is there: that it was changed is all that can be seen.
        return new Judgement(true, IsWrong(lack) ? by is null : Stands(state, lack, target.Pupil, roll), by);
    }

    /// <summary>Something stands there that is to be changed.</summary>
    public static bool IsWrong(string lack) => lack is RemarkLacks.WrongTopic or RemarkLacks.WrongHomework or RemarkLacks.WrongGrade;

    private static bool Stands(LessonState lesson, string lack, PupilId? pupil, Roll? roll) => !lesson.IsOff && lack switch
    {
        RemarkLacks.Topic => string.IsNullOrEmpty(lesson.Topic),
        RemarkLacks.Attendance => !lesson.AttendanceIsSeen,
        RemarkLacks.Homework => !lesson.HasHomework,
        RemarkLacks.Grade when pupil is { } one => !lesson.HasGrade(one) && !IsMissed(lesson, one, roll),
        // A grade that is promised for a later day does not hold up the column.
        RemarkLacks.Grade => roll!.Pupils.Any(p => !lesson.HasGrade(p) && !lesson.IsDeferred(p) && !IsMissed(lesson, p, roll)),
        _ => false,
    };

    private static bool IsMissed(LessonState lesson, PupilId pupil, Roll? roll) => lesson.AttendanceOf(pupil) is { } code && roll?.Missed.Contains(code) == true;

    private static bool Concerns(object e, string lack, PupilId? pupil)
    {
        return e switch
        {
            LessonNotHeld or LessonCancelled or LessonTransferred or LessonReturned => true,
            TopicRecorded or TopicCorrected => lack is RemarkLacks.Topic or RemarkLacks.WrongTopic,
            HomeworkSet or HomeworkCorrected => lack is RemarkLacks.Homework or RemarkLacks.WrongHomework,
            PupilHomeworkSet h => lack is RemarkLacks.Homework or RemarkLacks.WrongHomework && IsOf(h.Pupil),
            PupilHomeworkCorrected h => lack is RemarkLacks.Homework or RemarkLacks.WrongHomework && IsOf(h.Pupil),
            AttendanceChecked => lack is RemarkLacks.Attendance,
            AttendanceMarked a => lack is RemarkLacks.Attendance || IsCell(a.Pupil),
            AttendanceCorrected a => lack is RemarkLacks.Attendance || IsCell(a.Pupil),
            GradeRecorded g => IsCell(g.Pupil),
            GradeCorrected g => IsCell(g.Pupil),
            _ => false,
        };

        bool IsCell(PupilId whose) => lack is RemarkLacks.Grade or RemarkLacks.WrongGrade && IsOf(whose);

        bool IsOf(PupilId whose) => pupil is null || pupil == whose;
    }
}
