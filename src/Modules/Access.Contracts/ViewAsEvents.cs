using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Просмотр чужими глазами начат (A-2, D-23a): an administrator sees the pages as this account does, and writes nothing. Who looks is in the metadata.</summary>
/// <param name="Account">Whose eyes.</param>
/// <param name="Reason">Why, personal.</param>
[Recorded("access.view_as_started.v1")]
public sealed record ViewAsStarted(AccountId Account, string Role, PersonalText Reason);

/// <summary>Просмотр чужими глазами закончен, by the administrator or, at the next request, by the clock.</summary>
[Recorded("access.view_as_ended.v1")]
public sealed record ViewAsEnded(AccountId Account);
