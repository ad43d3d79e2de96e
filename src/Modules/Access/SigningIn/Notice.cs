using System.Text.Json;
using ElJournal.Kernel;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Извещение владельцу: something happened to the account that its owner should know. Shown on the next pages until marked as read,
/// then kept on the page of sessions. A document: device and address are personal.
/// </summary>
public sealed record Notice(string Id, AccountId Account, string Kind, DateTimeOffset At, string Device = "", string Address = "", bool Seen = false)
{
    public const string NewDevice = "new_device";
    public const string Parallel = "parallel";
    public const string Locked = "locked";
    public const string SlipIssued = "slip_issued";
    public const string SecondFactorRemoved = "second_factor_removed";
    public const string RecoveryCodeUsed = "recovery_code_used";
    public const string Message = "message";

    /// <summary>Words of the administrator, in a message; empty elsewhere.</summary>
    public string Text { get; init; } = "";

    public static Notice Of(AccountId account, string kind, DateTimeOffset at, Caller? caller = null) =>
        new(Guid.NewGuid().ToString("n"), account, kind, at, caller?.Device ?? "", caller?.Address ?? "");

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<Notice>> Find(IQuerySession session, AccountId account, bool unseenOnly, int most, CancellationToken cancel)
    {
        var sample = unseenOnly
            ? JsonSerializer.Serialize(new { account = account.Value, seen = false })
            : JsonSerializer.Serialize(new { account = account.Value });
        return await session.Query<Notice>().Where(n => n.MatchesSql("d.data @> ?::jsonb", sample)).OrderByDescending(n => n.At).Take(most).ToListAsync(cancel);
    }

    /// <summary>Never prints where somebody was: this record may meet a log.</summary>
    public override string ToString() => $"Notice {Kind} to {Account}";
}
