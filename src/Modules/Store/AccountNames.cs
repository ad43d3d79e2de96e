using ElJournal.Kernel;

namespace ElJournal.Store;

/// <summary>
/// Names of the people behind accounts, for histories and registers. Access knows them and provides this; an account whose
/// name is erased answers with its id.
/// </summary>
public delegate Task<IReadOnlyDictionary<AccountId, string>> AccountNames(
    SchoolId school, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel);
