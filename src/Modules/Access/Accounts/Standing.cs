using ElJournal.Access.SigningIn;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Состояние учётной записи.</summary>
public enum AccountStatus
{
    /// <summary>Приглашён: no password of the owner's choice yet, with a slip or without.</summary>
    Invited,

    /// <summary>Действует.</summary>
    Active,

    /// <summary>Приостановлена by an administrator.</summary>
    Suspended,

    /// <summary>Закрыта: its person has left the school.</summary>
    Closed,
}

/// <summary>
/// The status follows from what is recorded and from the day: nobody has to close the account of a pupil who leaves, and whoever
/// comes back has it again.
/// </summary>
public static class Standing
{
    public static AccountStatus Of(Account account, Credential? credential, bool left) =>
        left ? AccountStatus.Closed
        : account.Suspended ? AccountStatus.Suspended
        : credential is { HasPassword: true } ? AccountStatus.Active
        : AccountStatus.Invited;

    public static async Task<bool> HasLeft(Account account, IQuerySession session, DateOnly today, CancellationToken cancel) => account switch
    {
        { Pupil: { } pupil } => HasLeft(await session.LoadAsync<PupilCard>(Streams.Pupil(pupil), cancel), today),
        { Guardian: { } guardian } => HasLeft(await session.LoadAsync<GuardianCard>(Streams.Guardian(guardian), cancel), today),
        { Staff: { } staff } => HasLeft(await session.LoadAsync<StaffCard>(Streams.Staff(staff), cancel), today),
        _ => false,
    };

    public static bool HasLeft(PupilCard? card, DateOnly today) => card?.Departed <= today;

    public static bool HasLeft(StaffCard? card, DateOnly today) => card?.Dismissed <= today;

    /// <summary>Whoever represents nobody any more; one who is not linked yet has not left.</summary>
    public static bool HasLeft(GuardianCard? card, DateOnly today) => card is { Wards.Count: > 0 } && card.Wards.All(ward => ward.Until <= today);
}
