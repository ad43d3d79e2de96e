using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Substitutions;

/// <summary>
/// What is to stand on a lesson by a permission, in codes: nothing but the timetable (empty), cancelled, or somebody's. A name is none of it:
/// it is put to the code when it is shown.
/// </summary>
public static class ShiftWish
{
    public const string Cancel = "cancel";
    private const string Assign = "assign:";
    private const string Moved = "transfer";
    private const string Combine = "combine:";
    private const string Move = "transfer:";

    public static string To(StaffId staff) => Assign + staff.Value;

    /// <summary>Объединить with a lesson at the same time.</summary>
    public static string With(LessonId lesson) => Combine + lesson;

    /// <summary>Перенести to another day or hour.</summary>
    public static string MoveTo(LessonId lesson) => Move + lesson;

    /// <summary>What stands now, in the same codes.</summary>
    public static string? Standing(LessonShift? shift) => shift switch
    {
        { To: not null } => Moved,
        { Cancelled: true } => Cancel,
        { Teacher: { } teacher } => To(teacher),
        _ => null,
    };

    public static bool IsOne(string wanted) =>
        wanted.Length == 0 || wanted == Cancel || Teacher(wanted) is not null || CombinedWith(wanted) is not null || MovedTo(wanted) is not null;

    public static LessonId? CombinedWith(string? wish) => Lesson(wish, Combine);

    public static LessonId? MovedTo(string? wish) => Lesson(wish, Move);

    private static LessonId? Lesson(string? wish, string code) =>
        wish?.StartsWith(code, StringComparison.Ordinal) == true && LessonId.TryParse(wish[code.Length..], out var lesson) ? lesson : null;

    public static StaffId? Teacher(string? wish) =>
        wish?.StartsWith(Assign, StringComparison.Ordinal) == true && Id.IsValid(wish[Assign.Length..]) ? new StaffId(wish[Assign.Length..]) : null;

    /// <summary>The command that makes it so; a decision that stands keeps its reason.</summary>
    public static ICommand? Command(Guid id, LessonId lesson, string wish, LessonShift? shift)
    {
        var reason = shift?.Reason ?? SubstitutionReasons.Other;
        return wish switch
        {
            "" => shift switch
            {
                { To: not null } => new UndoTransfer(id, lesson),
                { Cancelled: true } => new RestoreLesson(id, lesson),
                _ => new ReleaseSubstitute(id, lesson),
            },
            Cancel => new CancelLesson(id, lesson, reason),
            _ when CombinedWith(wish) is { } with => new CombineLesson(id, lesson, with, reason),
            _ when MovedTo(wish) is { } to => new TransferLesson(id, lesson, to, reason),
            _ => Teacher(wish) is { } teacher ? new AssignSubstitute(id, lesson, teacher, reason) : null,
        };
    }

    /// <summary>For people.</summary>
    /// <param name="places">Class and subject of the courses that are combined with.</param>
    public static string Words(
        string? wish, IReadOnlyDictionary<StaffId, string> names, IReadOnlyDictionary<CourseId, (string Class, string Subject)>? places = null) => wish switch
        {
            null or "" => SubstitutionTexts.All["wish.none"],
            Cancel => SubstitutionTexts.All["wish.cancel"],
            Moved => SubstitutionTexts.All["wish.moved"],
            _ when CombinedWith(wish) is { } with => places?.TryGetValue(with.Course, out var place) == true
                ? SubstitutionTexts.All.With("wish.combine", $"{place.Class} · {place.Subject}") : SubstitutionTexts.All.With("wish.combine", "—"),
            _ when MovedTo(wish) is { } to => SubstitutionTexts.All.With("wish.move", Ui.Moments.LongDay(to.Date), to.Slot),
            _ => Teacher(wish) is { } teacher ? SubstitutionTexts.All.With("wish.assign", names.GetValueOrDefault(teacher, "—")) : wish,
        };
}
