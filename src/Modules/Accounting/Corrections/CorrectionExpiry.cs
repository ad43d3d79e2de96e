using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Accounting.Corrections;

/// <summary>
/// Records of every permission whose time is over that nobody used it: at start, for those that ended while the program was down, and every
/// minute. What is to be recorded follows from the grants themselves, so nothing is lost with the program and nothing is recorded twice.
/// </summary>
public sealed class CorrectionExpiry(
    NpgsqlDataSource database, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock, ILogger<CorrectionExpiry> logger)
    : Upkeep(TimeSpan.FromMinutes(1), scopes, program, clock, logger)
{
    protected override async Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel) =>
        [.. (await Over(cancel)).Select(over => (ExpireCorrection.Program(over.School), (ICommand)new ExpireCorrection(Command(over.Correction), over.Correction)))];

    private async Task<IReadOnlyList<(SchoolId School, CorrectionId Correction)>> Over(CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            select d.tenant_id, d.data ->> 'key' from {EventStore.Schema}.mt_doc_correction d
            where d.data ->> 'pending' is not null and d.data ->> 'until' collate "C" <= $1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Correction.Moment(Clock.GetUtcNow()) });
        var found = new List<(SchoolId, CorrectionId)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add((SchoolId.From(reader.GetString(0)), CorrectionId.From(reader.GetString(1))));
        return found;
    }

    /// <summary>The same permission expires by the same command.</summary>
    private static Guid Command(CorrectionId correction) => new(SHA256.HashData(Encoding.UTF8.GetBytes("expire/" + correction)).AsSpan(0, 16));
}
