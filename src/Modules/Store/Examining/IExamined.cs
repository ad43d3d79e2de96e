using ElJournal.Kernel;

namespace ElJournal.Store.Examining;

/// <summary>
/// One thing that can be looked at without changing it. Every registered one stands in the one list that the status page, <c>/health</c> and
/// <c>eljournal doctor</c> show, in the order of registration.
/// </summary>
public interface IExamined
{
    /// <summary>Its name for programs.</summary>
    string Check { get; }

    /// <summary>Its name for people, in the reader's language.</summary>
    string About { get; }

    /// <summary>What cannot be read at all may be thrown: the examination makes a finding of it.</summary>
    /// <param name="schools">Whose things are looked at, beside those of the installation.</param>
    Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel);
}
