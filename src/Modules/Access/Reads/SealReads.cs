using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Access.Reads;

/// <summary>Опечатать журнал чтений за день: its length and head become an event, hence part of the sealed log.</summary>
public sealed record SealReads(Guid CommandId, DateOnly Day, long Count, string Head) : ICommand
{
    public Need Need => new(Permission.SealReads);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => SealedReads.StreamOf(Day);

    /// <summary>Several nodes that seal one day send one command.</summary>
    public static SealReads Of(SchoolId school, DateOnly day, long count, byte[] head) => new(
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"reads {school} {day:yyyy-MM-dd}")).AsSpan(0, 16)), day, count, Convert.ToHexStringLower(head));
}

/// <summary>Опечатанный день журнала чтений.</summary>
public sealed record SealedReads(string Id, DateOnly Day, long Count, string Head)
{
    public static string StreamOf(DateOnly day) => $"reads/{day:yyyy-MM-dd}";

    public static SealedReads Create(ReadsSealed e) => new(StreamOf(e.Day), e.Day, e.Count, e.Head);
}

public static class SealReadsHandler
{
    public static (Outcome, Events) Handle(SealReads command, [WriteAggregate(nameof(SealReads.Stream), Required = false)] SealedReads? day) =>
        day is null ? (Outcome.Accepted, [new ReadsSealed(command.Day, command.Count, command.Head)]) : (Outcome.Accepted, []);
}
