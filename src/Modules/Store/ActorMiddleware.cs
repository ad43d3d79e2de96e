using ElJournal.Kernel;
using Marten;
using Wolverine;

namespace ElJournal.Store;

/// <summary>
/// Carries the actor from the command's envelope onto the session, hence into every event's metadata, and refuses a command
/// that came without one. Openings of personal words are stored with the events or, when the command is refused, not at all.
/// </summary>
public static class ActorMiddleware
{
    internal const string Account = "account";
    internal const string Command = "command";

    public static void Before(ICommand command, IDocumentSession session, Envelope envelope)
    {
        if (!envelope.Headers.TryGetValue(Account, out var account) || account is null
            || !envelope.Headers.TryGetValue(Command, out var id) || id != command.CommandId.ToString())
        {
            throw new InvalidOperationException($"{command.GetType().Name} came without an actor.");
        }
        session.LastModifiedBy = account;
        session.CausationId = id;
        session.CorrelationId = envelope.CorrelationId;
        foreach (var name in (ReadOnlySpan<string>)[
            Provenance.Headers.Role, Provenance.Headers.Session, Provenance.Headers.Channel,
            Provenance.Headers.OnBehalfOf, Provenance.Headers.ClientTime])
        {
            if (envelope.Headers.TryGetValue(name, out var value) && value is not null) session.SetHeader(name, value);
        }
    }

    public static void After(ICommand command, Outcome outcome, IDocumentSession session)
    {
        if (outcome.IsAccepted && command is ICarriesOpenings carrier) Openings.Store(session, carrier.Openings);
    }
}
