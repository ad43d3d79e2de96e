using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Правила доступа школы, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="StaffPassword">Fewest characters of a password of the staff (ASVS 5.0, 6.2.1).</param>
/// <param name="OtherPassword">Fewest characters of a password of pupils and guardians.</param>
/// <param name="SlipDays">How many days the code of a slip is taken.</param>
/// <param name="GraceDays">How many days the staff may work before the second step of sign-in is demanded.</param>
/// <param name="LockAfter">Wrong tries in a row that lock an account.</param>
/// <param name="LockMinutes">How long it stays locked; also the time over which failures of one address are counted.</param>
/// <param name="AddressTries">Failures of one address in that time, after which it is heard no more: generous, a school is one address.</param>
/// <param name="StaffIdleMinutes">Without a request for this long a session of the staff is over.</param>
/// <param name="OtherIdleMinutes">The same for pupils and guardians.</param>
/// <param name="LongestHours">However busy, a session ends after this.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("access.rules_set.v1")]
public sealed record AccessRulesSet(
    DateOnly From,
    int StaffPassword,
    int OtherPassword,
    int SlipDays,
    int GraceDays,
    int LockAfter,
    int LockMinutes,
    int AddressTries,
    int StaffIdleMinutes,
    int OtherIdleMinutes,
    int LongestHours,
    string Act) : IRuleSet;

/// <summary>Текст обязательства утверждён (Z-19): everybody signs it at the next request. The text is nobody's personal data, so it stands here.</summary>
/// <param name="Version">1, 2, …</param>
/// <param name="Act">Локальный акт, by which the text was approved.</param>
[Recorded("access.undertaking_set.v1")]
public sealed record UndertakingSet(int Version, string Text, string Act);
