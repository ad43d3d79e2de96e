using ElJournal.Kernel;

namespace ElJournal.Store;

/// <summary>
/// Names of the people behind accounts, for histories and registers. Access knows them and provides this; an account
/// without a card is absent, and whose card is erased is said to be so.
/// </summary>
public delegate Task<IReadOnlyDictionary<AccountId, string>> AccountNames(
    SchoolId school, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel);
