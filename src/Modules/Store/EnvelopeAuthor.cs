using Wolverine;

namespace ElJournal.Store;

/// <summary>Who sent the command being handled.</summary>
public static class EnvelopeAuthor
{
    /// <summary>The acting account's id; the middleware has made sure that it is there.</summary>
    public static string Author(this Envelope envelope) => envelope.Headers[ActorMiddleware.Account]!;

    /// <summary>The session in which it was sent.</summary>
    public static string Session(this Envelope envelope) => envelope.Headers[Provenance.Headers.Session]!;
}
