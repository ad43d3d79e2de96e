using ElJournal.Control.Pages;
using ElJournal.Ui;

namespace ElJournal.Control.Remarks;

/// <summary>Remarks in words.</summary>
public static class RemarkWords
{
    private static Texts T => RemarkEndpoints.Words;

    public static string Check(string check) => T["check." + (Checks.All.Contains(check) ? check : Checks.Lessons)];

    public static string Lack(string lack) => T["lack." + (RemarkLacks.All.Contains(lack) ? lack : RemarkLacks.Other)];

    /// <summary>27 ноября, 2-й урок · Абрамова Дарья; the page as a whole.</summary>
    public static string Place(RemarkLine line) => string.Join(" · ", new[]
    {
        line.Remark.Target.Lesson is { } lesson ? T.With("lesson", Moments.LongDay(lesson.Date), lesson.Slot) : T["page"], line.Pupil,
    }.OfType<string>());

    public static string State(Remark remark) => T["state." + (remark.IsAnswered ? "Answered" : remark.State.ToString())];

    public static string Tone(Remark remark, DateOnly today) => remark switch
    {
        { State: RemarkState.Mended or RemarkState.Closed } => "good",
        { IsOpen: false } => "",
        _ when remark.IsOverdue(today) => "bad",
        { IsAnswered: true } => "blue",
        _ => "warn",
    };

    /// <summary>Отметка о выполнении, as on the page of the paper journal.</summary>
    public static string Done(RemarkLine line) => line.Remark switch
    {
        { State: RemarkState.Mended, Ended: { } day } => T.With("done.mended", ControlFrame.Dotted(day)),
        { State: RemarkState.Closed, Ended: { } day } => T.With("done.closed", ControlFrame.Dotted(day)),
        _ => "",
    };

    /// <summary>Which entry mended it, by the recorded name of its event.</summary>
    public static string Entry(string kind) => kind.Split('.') is [_, var name, _] && Entries.Contains(name) ? T["entry." + name] : T["entry.other"];

    /// <summary>What happened, by the recorded name of the event.</summary>
    public static string Step(string kind) => T["step." + kind.Split('.')[1]];

    private static readonly IReadOnlyList<string> Entries =
    [
        "topic_recorded", "topic_corrected", "homework_set", "homework_corrected", "attendance_marked", "attendance_checked", "attendance_corrected", "grade_recorded",
        "grade_corrected", "lesson_not_held", "lesson_cancelled", "lesson_transferred",
    ];
}
