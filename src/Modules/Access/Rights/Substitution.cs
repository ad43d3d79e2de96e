using ElJournal.Accounting;
using ElJournal.Setup;

namespace ElJournal.Access.Rights;

/// <summary>Замена as a source of rights: who gives a lesson in another's place. The key is the lesson's stream.</summary>
public sealed record Substitution(string Id, LessonId Lesson, StaffId Teacher, bool Released = false)
{
    /// <summary>Stored for the index by which a teacher's substitutions are found.</summary>
    public string Person => Teacher.Value;

    public static Substitution Create(SubstituteAssigned e) => new(e.Lesson.Stream, e.Lesson, e.Teacher);

    public static Substitution Apply(SubstituteAssigned e, Substitution substitution) => substitution with { Teacher = e.Teacher, Released = false };

    public static Substitution Apply(SubstituteReleased e, Substitution substitution) => substitution with { Released = true };
}
