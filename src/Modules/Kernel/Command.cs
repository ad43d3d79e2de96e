namespace ElJournal.Kernel;

/// <summary>
/// A wish to change something. Its id is made by the sender and becomes the id of the first event it causes:
/// the same command sent twice is done once and answered the same.
/// </summary>
public interface ICommand
{
    /// <summary>Made by the sender; random.</summary>
    Guid CommandId { get; }

    /// <summary>What right it needs, and on which resource; checked before the handler runs.</summary>
    Need Need { get; }
}

/// <summary>The right a command or page needs: an act on a resource on a date.</summary>
/// <param name="On">The date of the matter (a lesson's date); null means today.</param>
public sealed record Need(Permission Permission, string Resource = Grant.WholeSchool, DateOnly? On = null);

/// <summary>A command that brings personal words; their openings are stored in the same transaction as its events.</summary>
public interface ICarriesOpenings
{
    IEnumerable<Opening> Openings { get; }
}

/// <summary>
/// A command of several entries, each with an id of its own that its events carry: sent again in other company, by a page that lost
/// the answer, every entry is still recorded once.
/// </summary>
public interface IEntryCommand : ICommand
{
    /// <summary>Ids of the entries; the first is the command's own.</summary>
    IEnumerable<Guid> Entries { get; }
}

/// <summary>
/// A command that carries out others, in one transaction: each of them needs its own right besides, so that a list is no way around the rights.
/// </summary>
public interface ICarriesCommands : ICommand
{
    IEnumerable<ICommand> Commands { get; }
}

/// <summary>A command about several things at once: the right is needed on each of them, so that a list is no way around the rights.</summary>
public interface INeedsEach : ICommand
{
    IEnumerable<Need> Needs { get; }
}
