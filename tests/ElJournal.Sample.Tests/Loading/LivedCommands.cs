using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Sample.Living;

namespace ElJournal.Sample.Tests.Loading;

/// <summary>The commands that would have recorded what a lesson's stream holds.</summary>
internal static class LivedCommands
{
    /// <summary>Null where an entry of the lesson answers an earlier one: its command would name what its author saw.</summary>
    public static IReadOnlyList<(ICommand Command, DateTime At, Actor By)>? Of(IEnumerable<YearEvent> lesson)
    {
        List<(ICommand, DateTime, Actor)> commands = [];
        var cells = new HashSet<string>();
        foreach (var cause in lesson.GroupBy(e => e.Cause))
        {
            var (first, events) = (cause.First(), cause.Select(e => e.Event).Where(e => e is not LessonOpened).ToList());
            ICommand? command = events switch
            {
                [TopicRecorded e] => new SetTopic(cause.Key, e.Lesson, e.Topic, e.PlanItem, 0),
                [HomeworkSet e] => new SetHomework(cause.Key, e.Lesson, e.Text, e.Minutes, 0),
                [WorkTypeChosen e] => new ChooseWorkType(cause.Key, e.Lesson, e.WorkType, 0),
                [AttendanceChecked e] => new CheckAttendance(cause.Key, e.Lesson),
                [AttendanceMarked e] when cells.Add(e.Pupil.Value) => new EnterCells(new EnterCell(cause.Key, e.Lesson, e.Pupil, e.Code, 0)),
                [GradeRecorded { Place: 0 } e] when cells.Add(e.Pupil.Value) => new EnterCells(new EnterCell(cause.Key, e.Lesson, e.Pupil, e.Grade, 0)),
                _ => null,
            };
            if (command is null) return null;
            commands.Add((command, first.At, first.By));
        }
        return commands;
    }
}
