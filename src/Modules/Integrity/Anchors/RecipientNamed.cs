using ElJournal.Kernel;

namespace ElJournal.Integrity.Anchors;

/// <summary>Получатель контрольных точек назначен: checkpoints of the log are mailed to this member of the staff, outside the school's machines (D-16).</summary>
/// <param name="Staff">Сотрудник.</param>
/// <param name="Address">The mail address: personal, hence in an opening.</param>
[Recorded("integrity.recipient_named.v1")]
public sealed record RecipientNamed(string Staff, PersonalText Address);

/// <summary>Получатель контрольных точек снят: nothing more is mailed to this member of the staff, and the address is erased.</summary>
/// <param name="Staff">Сотрудник.</param>
[Recorded("integrity.recipient_dismissed.v1")]
public sealed record RecipientDismissed(string Staff);

/// <summary>
/// Контрольная точка отправлена: from this day on the log cannot be shorter than this or have another root without somebody outside knowing better.
/// </summary>
/// <param name="Day">By the school's clock.</param>
/// <param name="Year">Which log.</param>
/// <param name="Size">Of the checkpoint.</param>
/// <param name="Root">Of the checkpoint, hex.</param>
/// <param name="Recipients">Whom a mail server has taken it for.</param>
[Recorded("integrity.checkpoint_sent.v1")]
public sealed record CheckpointSent(DateOnly Day, string Year, long Size, string Root, IReadOnlyList<string> Recipients);

/// <summary>Тревога отправлена: these people were told by mail that the log is damaged.</summary>
/// <param name="Check">Number of the check that found it first.</param>
/// <param name="Recipients">Whom a mail server has taken the letter for.</param>
[Recorded("integrity.alarm_sent.v1")]
public sealed record AlarmSent(int Check, IReadOnlyList<string> Recipients);
