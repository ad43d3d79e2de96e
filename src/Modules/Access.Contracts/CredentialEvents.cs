using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Access;

/// <summary>Листок доступа выдан. The code is in no event; a former code is worth nothing from now on, a former password too.</summary>
/// <param name="Until">The last day on which the code is taken.</param>
[Recorded("access.slip_issued.v1")]
public sealed record SlipIssued(AccountId Account, DateOnly Until);

/// <summary>Код с листка использован: the owner has chosen a password of their own, and the code is worth nothing from now on.</summary>
[Recorded("access.slip_used.v1")]
public sealed record SlipUsed(AccountId Account);

/// <summary>Заявлена утеря логина или пароля: the class teacher says so, and the old password dies at once.</summary>
[Recorded("access.loss_reported.v1")]
public sealed record LossReported(AccountId Account, ClassId Class);

/// <summary>Администратор просит сброс для администратора: another one has to confirm it.</summary>
/// <param name="What"><c>password</c> or <c>second_factor</c>.</param>
[Recorded("access.reset_asked.v1")]
public sealed record ResetAsked(AccountId Account, string What);

/// <summary>Второй шаг входа включён (ASVS 5.0, 6.3.3). The secret is in no event.</summary>
[Recorded("access.second_factor_enabled.v1")]
public sealed record SecondFactorEnabled(AccountId Account);

/// <summary>Второй шаг входа снят: by its owner or, when it is lost, by an administrator.</summary>
[Recorded("access.second_factor_removed.v1")]
public sealed record SecondFactorRemoved(AccountId Account);

/// <summary>Резервные коды выданы заново: the former ones are worth nothing.</summary>
[Recorded("access.recovery_codes_made.v1")]
public sealed record RecoveryCodesMade(AccountId Account);

/// <summary>Вход по резервному коду: one of the ten is used up.</summary>
[Recorded("access.recovery_code_used.v1")]
public sealed record RecoveryCodeUsed(AccountId Account);

/// <summary>Обязательство не передавать логин и пароль подписано (D-26, Z-19).</summary>
/// <param name="Version">Of the text that was shown.</param>
/// <param name="Sha256">Of that text's UTF-8, lower-case hex: what was signed cannot become another text.</param>
[Recorded("access.undertaking_signed.v1")]
public sealed record UndertakingSigned(AccountId Account, int Version, string Sha256);
