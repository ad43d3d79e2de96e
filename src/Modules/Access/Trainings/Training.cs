namespace ElJournal.Access.Trainings;

/// <summary>Обучение: one session of the register of training (A-1б, D-23).</summary>
/// <param name="Audience"><c>staff</c> or <c>class/8b</c>.</param>
public sealed record Training(
    string Id, TrainingId Key, string Topic, DateOnly On, string Audience, Kernel.AccountId Conductor, IReadOnlyList<Kernel.AccountId> Attended)
{
    public static Training Create(TrainingRecorded e) => new(e.Training.Stream, e.Training, e.Topic, e.On, e.Audience, e.Conductor, e.Attended);
}
