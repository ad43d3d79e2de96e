using ElJournal.Kernel;
using Marten.Exceptions;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>Осмотр: everything that is registered to be looked at. It changes nothing.</summary>
public sealed class Examination(IEnumerable<IExamined> all, SchoolsHere here)
{
    /// <param name="only">One school; null: all of the installation.</param>
    public async Task<IReadOnlyList<Finding>> Run(SchoolId? only, CancellationToken cancel)
    {
        var schools = only is { } one ? [one] : await here.All(cancel);
        var findings = new List<Finding>();
        foreach (var thing in all) findings.AddRange(await Look(thing, schools, cancel));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> Look(IExamined thing, IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        try
        {
            return await thing.Look(schools, cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or MartenCommandException)
        {
            return [new Finding(thing.Check, thing.About, Health.Ill, (failure.InnerException as NpgsqlException ?? failure).Message, StoreExamined.Restart)];
        }
    }
}
