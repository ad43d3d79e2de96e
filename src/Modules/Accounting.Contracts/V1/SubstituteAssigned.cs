using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.V1;

/// <summary>Замена назначена, as it was recorded when the subject taught was always that of the plan.</summary>
[Recorded("accounting.substitute_assigned.v1")]
public sealed record SubstituteAssigned(LessonId Lesson, StaffId Teacher, StaffId? Former, string Reason) : IRetired<Accounting.SubstituteAssigned>
{
    public Accounting.SubstituteAssigned Now() => new(Lesson, Teacher, Former, Reason, null, null);
}
