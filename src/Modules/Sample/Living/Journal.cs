using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;

namespace ElJournal.Sample.Living;

/// <summary>Entries in a lesson: the events that the commands of the journal record, in their order, and what stands afterwards.</summary>
internal sealed class Journal(World world)
{
    private Recorder Record => world.Record;

    /// <summary>Отметить отсутствующих и опоздавших: entries of one command.</summary>
    public void Attend(LivedLesson lesson, Actor by, IEnumerable<(PupilLife Pupil, string Code, Spell? Spell)> marks)
    {
        foreach (var (pupil, code, spell) in marks)
        {
            var (cell, cause) = (lesson.CellOf(pupil), Record.Cause());
            if (cell.Attendance is not null) continue;
            Open(lesson, by, cause);
            Add(lesson, by, cause, new AttendanceMarked(lesson.Id, pupil.Plan.Id, code));
            cell.Attendance = code;
            if (code == Customs.Absent && spell?.Document is { } document)
            {
                Add(lesson, by, cause, new AbsenceExplained(lesson.Id, pupil.Plan.Id, document.Letter, document.Document, document.Kind));
                cell.Attendance = document.Letter;
            }
            pupil.Marked.Add(lesson);
        }
    }

    public void Check(LivedLesson lesson, Actor by)
    {
        if (lesson.Checked) return;
        Begin(lesson, by, new AttendanceChecked(lesson.Id));
        lesson.Checked = true;
    }

    public void SetTopic(LivedLesson lesson, Actor by, string topic, int? item, int? part)
    {
        var cause = Begin(lesson, by, new TopicRecorded(lesson.Id, topic, item));
        if (part is not null) Add(lesson, by, cause, new TopicPartTaken(lesson.Id, item ?? 0, part));
        lesson.HasTopic = true;
        Remarks.Mended(world, lesson, cause, RecordedAttribute.NameOf(typeof(TopicRecorded)));
    }

    public void SetHomework(LivedLesson lesson, Actor by, string text, int minutes)
    {
        Begin(lesson, by, new HomeworkSet(lesson.Id, text, minutes));
        lesson.HasHomework = true;
    }

    public void ChooseWork(LivedLesson lesson, Actor by, string work)
    {
        Begin(lesson, by, new WorkTypeChosen(lesson.Id, work));
        lesson.WorkType = work;
    }

    public void NotHeld(LivedLesson lesson, Actor by, string reason)
    {
        Begin(lesson, by, new LessonNotHeld(lesson.Id, reason, null));
        lesson.NotHeld = true;
    }

    /// <summary>Выставить отметку, with words to it where there are any.</summary>
    public void Grade(LivedLesson lesson, PupilLife pupil, Actor by, string grade, Opening? comment = null)
    {
        var (cell, cause) = (lesson.CellOf(pupil), Record.Cause());
        Open(lesson, by, cause);
        Add(lesson, by, cause, new GradeRecorded(lesson.Id, pupil.Plan.Id, cell.Grades.Count, grade));
        if (comment is not null) Add(lesson, by, cause, new CellCommented(lesson.Id, pupil.Plan.Id, comment.Sealed), words: comment);
        cell.Grades.Add(grade);
        (cell.Due, cell.GradedAt) = (null, world.Agenda.Now);
    }

    /// <summary>Исправить последнюю отметку клетки.</summary>
    /// <param name="note">Words to the reason.</param>
    public void Correct(LivedLesson lesson, PupilLife pupil, Actor by, string grade, string? reason, Opening? note)
    {
        var cell = lesson.CellOf(pupil);
        var place = cell.Grades.Count - 1;
        Add(lesson, by, Record.Cause(), new GradeCorrected(lesson.Id, pupil.Plan.Id, place, grade, reason, note?.Sealed), words: note);
        (cell.Grades[place], cell.GradedAt) = (grade, world.Agenda.Now);
    }

    /// <summary>Поставить точку: a grade is owed.</summary>
    public void Defer(LivedLesson lesson, PupilLife pupil, Actor by, DateOnly due)
    {
        Begin(lesson, by, new GradeDeferred(lesson.Id, pupil.Plan.Id, due));
        lesson.CellOf(pupil).Due = due;
    }

    public void Recommend(LivedLesson lesson, PupilLife pupil, Actor by, Opening words)
    {
        var cause = Record.Cause();
        Open(lesson, by, cause);
        Add(lesson, by, cause, new RecommendationGiven(lesson.Id, pupil.Plan.Id, words.Sealed), words: words);
    }

    public void Add(LivedLesson lesson, Actor by, Guid cause, object e, string? permit = null, Opening? words = null) =>
        Record.Add(cause, by, lesson.Stream, typeof(Lesson), e, permit, words);

    private Guid Begin(LivedLesson lesson, Actor by, object e)
    {
        var cause = Record.Cause();
        Open(lesson, by, cause);
        Add(lesson, by, cause, e);
        return cause;
    }

    private void Open(LivedLesson lesson, Actor by, Guid cause)
    {
        if (lesson.Opened) return;
        Add(lesson, by, cause, new LessonOpened(lesson.Id));
        lesson.Opened = true;
    }
}
