using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Store;

/// <summary>Refusals that any command may meet.</summary>
public static class Refusals
{
    public static readonly ResourceManager Texts = new("ElJournal.Store.Texts", typeof(Refusals).Assembly);

    /// <summary>No grant covers the command.</summary>
    public static readonly RefusalKind NotAllowed = new("store.not_allowed", Texts);

    /// <summary>The actor only looks (<see cref="Actor.ReadOnly"/>).</summary>
    public static readonly RefusalKind OnlyLooking = new("store.only_looking", Texts);

    /// <summary>Some entries of the command were recorded before, with others; each has to be sent alone.</summary>
    public static readonly RefusalKind DoneInPart = new("store.done_in_part", Texts);
}
