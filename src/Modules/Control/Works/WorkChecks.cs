using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control.Works;

/// <summary>What every change of the schedule meets.</summary>
internal static class WorkChecks
{
    /// <summary>Limits of sanity: of texts, and of lessons one after another.</summary>
    public const int LongestTopic = 300;
    public const int LongestWords = 1000;
    public const int LongestTitle = 200;
    public const int MostLessons = 4;

    /// <summary>The work can stand there at all: a lesson of its course in the timetable of a school day.</summary>
    public static Outcome? ForbidPlace(WorkJudge judge, WorkPlace place)
    {
        var facts = judge.Facts;
        if (facts.Courses.GetValueOrDefault(place.Course) is not { } course || facts.Year is not { } year) return Outcome.Refused(Refusals.WorkCourseIsUnknown);
        if (place.Lessons is < 1 or > MostLessons) return Outcome.Refused(Refusals.WorkLengthIsOff, MostLessons);
        if (place.Date < year.From || place.Date > year.To) return Outcome.Refused(Refusals.WorkOutsideYear, year.From, year.To);
        if (!course.IsTaughtOn(place.Date)) return Outcome.Refused(Refusals.WorkCourseIsClosed, course.Closed);
        if (year.WeekdayOn(place.Date, course.Level) is null) return Outcome.Refused(Refusals.WorkDayIsFree, place.Date);
        var slots = judge.SlotsOf(place.Course, place.Date);
        if (slots.Count == 0) return Outcome.Refused(Refusals.WorkHasNoLesson, place.Date);
        if (!slots.Contains(place.Slot)) return Outcome.Refused(Refusals.WorkSlotIsOther, place.Date, List(slots));
        if (!Enumerable.Range(place.Slot, place.Lessons).All(slots.Contains)) return Outcome.Refused(Refusals.WorkIsNoDouble, place.Lessons, place.Date);
        return facts.Works.Any(w => w.Work != place.Work && w.Course == place.Course && w.Date == place.Date && w.Slot < place.Slot + place.Lessons && place.Slot < w.Slot + w.Lessons)
            ? Outcome.Refused(Refusals.WorkLessonIsTaken, place.Date, place.Slot) : null;
    }

    /// <summary>A paper has a name and a day.</summary>
    public static Outcome? ForbidPaper(WorkPaper? paper) =>
        paper is null || (!string.IsNullOrWhiteSpace(paper.Title) && paper.Title.Length <= LongestTitle) ? null : Outcome.Refused(Refusals.PaperIsIncomplete, LongestTitle);

    /// <summary>What is approved changes by a document only.</summary>
    /// <param name="days">All that the change concerns.</param>
    public static Outcome? ForbidUnpapered(WorkFacts facts, WorkPaper? paper, params ReadOnlySpan<DateOnly> days)
    {
        if (ForbidPaper(paper) is { } unfit) return unfit;
        if (paper is not null) return null;
        foreach (var day in days)
            if (facts.Schedule?.On(day) is { } approval) return Outcome.Refused(Refusals.WorkNeedsPaper, approval.Order.Title, approval.Order.Date);
        return null;
    }

    /// <summary>The nearest of these days in an approved schedule; null: none is.</summary>
    public static DateOnly? Changed(WorkFacts facts, params IEnumerable<DateOnly> days) =>
        days.Where(day => facts.Schedule?.On(day) is not null).Select(day => (DateOnly?)day).Min();

    /// <summary>The limits that the place breaks, refused unless they are explained; else the event that explains them.</summary>
    public static (Outcome? Refused, ControlWorkDeviationExplained? Explained) Judge(WorkJudge judge, WorkPlace place, DateOnly? changed, WorkExplanation? why)
    {
        if (why is not null && ForbidExplanation(why) is { } unfit) return (unfit, null);
        var broken = judge.Check(place, judge.Facts.Works.Select(w => w.Place()), changed).Where(c => !c.Holds).ToList();
        if (broken.Count == 0) return why is null ? (null, null) : (Outcome.Refused(Refusals.NothingToExplain), null);
        if (why is null) return (Outcome.Refused(KindOf(broken[0].Limit.Limit), WorkWords.Arguments(broken[0])), null);
        return (null, new ControlWorkDeviationExplained(place.Work, place.Date, place.Slot, [.. broken.Select(c => c.Broken())], why.Words.Sealed, why.Document.Trim()));
    }

    private static Outcome? ForbidExplanation(WorkExplanation why) =>
        string.IsNullOrWhiteSpace(why.Words.Value) || why.Words.Value.Length > LongestWords || string.IsNullOrWhiteSpace(why.Document) || why.Document.Length > LongestTitle
            ? Outcome.Refused(Refusals.ExplanationIsIncomplete, LongestWords) : null;

    public static RefusalKind KindOf(string limit) => limit switch
    {
        WorkLimits.Day => Refusals.WorkBreaksDay,
        WorkLimits.Apart => Refusals.WorkBreaksApart,
        WorkLimits.Share => Refusals.WorkBreaksShare,
        WorkLimits.Edge => Refusals.WorkBreaksEdge,
        WorkLimits.Length => Refusals.WorkBreaksLength,
        WorkLimits.Minutes => Refusals.WorkBreaksMinutes,
        _ => Refusals.WorkBreaksNotice,
    };

    private static string List(IReadOnlyList<int> slots) => string.Join(", ", slots.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    public static Need NeedOn(CourseId course) => new(Permission.PlanControlWorks, Streams.Course(course));
}

/// <summary>Объяснение отклонения.</summary>
/// <param name="Words">Personal.</param>
/// <param name="Document">On what it rests.</param>
public sealed record WorkExplanation(Opening Words, string Document)
{
    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(WorkExplanation)} {Document}";
}
