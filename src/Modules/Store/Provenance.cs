using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Store;

/// <summary>
/// Who, from where, on whose behalf: stamped on every event as it is saved. Nothing is saved without an actor,
/// by whatever way the session came to be. The first event of a command, or of each of its entries, takes the id of its cause,
/// so that the database itself refuses to do one thing twice.
/// </summary>
public sealed class Provenance : DocumentSessionListenerBase
{
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var events = session.PendingChanges.Streams().SelectMany(stream => stream.Events).ToList();
        if (events.Count == 0) return Task.CompletedTask;
        if (string.IsNullOrEmpty(session.LastModifiedBy) || session.GetHeader(Headers.Role) is null
            || !Guid.TryParse(session.CausationId, out _))
        {
            throw new InvalidOperationException("An event without an actor and a command is not recorded.");
        }
        foreach (var caused in events.GroupBy(e => e.CausationId ?? session.CausationId))
        {
            var cause = Guid.Parse(caused.Key);
            foreach (var (i, e) in caused.Index()) e.Id = EventId(cause, i);
        }
        return Task.CompletedTask;
    }

    /// <summary>The id of the n-th event of a command or entry: its own for the first, derived from it for the others.</summary>
    public static Guid EventId(Guid cause, int index)
    {
        if (index == 0) return cause;
        Span<byte> bytes = stackalloc byte[20];
        cause.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], index);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Puts the actor on a session, as the middleware does for every command.</summary>
    public static void Stamp(IDocumentSession session, Actor actor, Guid command)
    {
        session.LastModifiedBy = actor.Account.Value;
        session.CausationId = command.ToString();
        session.CorrelationId = actor.Session;
        foreach (var (name, value) in Headers.Of(actor)) session.SetHeader(name, value);
    }

    /// <summary>Names of the headers kept with every event.</summary>
    public static class Headers
    {
        public const string Role = "role";
        public const string Session = "session";
        public const string Channel = "channel";
        public const string OnBehalfOf = "on_behalf_of";
        public const string ClientTime = "client_time";

        /// <summary>As stored: <c>deputy_head</c>, <c>web</c>.</summary>
        public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

        /// <summary>A time as headers keep it.</summary>
        public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

        /// <summary>Reads a stored name back.</summary>
        public static T Parse<T>(string name) where T : struct, Enum => Enum.Parse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

        public static IEnumerable<(string Name, string Value)> Of(Actor actor)
        {
            yield return (Role, Name(actor.Role));
            yield return (Session, actor.Session);
            yield return (Channel, Name(actor.Channel));
            if (actor.OnBehalfOf is { } other) yield return (OnBehalfOf, other.Value);
            if (actor.ClientTime is { } time)
                yield return (ClientTime, Time(time));
        }
    }
}
