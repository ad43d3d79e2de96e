using ElJournal.Accounting.Lessons;
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

    public static string To(StaffId staff) => Assign + staff.Value;

    /// <summary>What stands now, in the same codes.</summary>
    public static string? Standing(LessonShift? shift) => shift switch
    {
        { To: not null } => Moved,
        { Cancelled: true } => Cancel,
        { Teacher: { } teacher } => To(teacher),
        _ => null,
    };

    public static bool IsOne(string wanted) => wanted.Length == 0 || wanted == Cancel || Teacher(wanted) is not null;

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
            _ => Teacher(wish) is { } teacher ? new AssignSubstitute(id, lesson, teacher, reason) : null,
        };
    }

    /// <summary>For people.</summary>
    public static string Words(string? wish, IReadOnlyDictionary<StaffId, string> names) => wish switch
    {
        null or "" => SubstitutionTexts.All["wish.none"],
        Cancel => SubstitutionTexts.All["wish.cancel"],
        Moved => SubstitutionTexts.All["wish.moved"],
        _ => Teacher(wish) is { } teacher ? SubstitutionTexts.All.With("wish.assign", names.GetValueOrDefault(teacher, "—")) : wish,
    };
}
