using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Access;

/// <summary>Учётная запись открыта. The login is not here: it is made of a name and stays in the sign-in records.</summary>
/// <param name="Staff">Whose account it is; null for somebody outside the staff, such as an inspector.</param>
[Recorded("access.account_opened.v1")]
public sealed record AccountOpened(AccountId Account, StaffId? Staff);

/// <summary>Учётная запись обучающегося открыта .</summary>
[Recorded("access.pupil_account_opened.v1")]
public sealed record PupilAccountOpened(AccountId Account, PupilId Pupil);

/// <summary>Учётная запись родителя (законного представителя) открыта .</summary>
[Recorded("access.guardian_account_opened.v1")]
public sealed record GuardianAccountOpened(AccountId Account, GuardianId Guardian);

/// <summary>Роль дана, from a day on.</summary>
[Recorded("access.role_granted.v1")]
public sealed record RoleGranted(AccountId Account, string Role, DateOnly From);

/// <summary>Роль снята: from this day the account no longer has it.</summary>
[Recorded("access.role_revoked.v1")]
public sealed record RoleRevoked(AccountId Account, string Role, DateOnly From);

/// <summary>Пароль сменён. Neither the password nor its hash is in the event.</summary>
[Recorded("access.password_changed.v1")]
public sealed record PasswordChanged(AccountId Account);

/// <summary>Учётная запись приостановлена: nobody signs in, open sessions end.</summary>
[Recorded("access.account_suspended.v1")]
public sealed record AccountSuspended(AccountId Account);

/// <summary>Учётная запись восстановлена.</summary>
[Recorded("access.account_restored.v1")]
public sealed record AccountRestored(AccountId Account);

/// <summary>Владелец учётной записи — ещё и родитель: one person, one account, several roles.</summary>
[Recorded("access.guardian_named.v1")]
public sealed record GuardianNamed(AccountId Account, GuardianId Guardian);
