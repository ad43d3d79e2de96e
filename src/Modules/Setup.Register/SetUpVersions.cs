using ElJournal.Store;
using Marten;
using Npgsql;

namespace ElJournal.Setup.Register;

/// <summary>Tells whether the set-up of a school is still the one that was read: nobody has to be told of a change.</summary>
public static class SetUpVersions
{
    private static readonly string[] Register =
        ["yearcalendar", "classroster", "coursecard", "studygroupcard", "courseplan", "unittimetable", "subjectcard", "staffcard", "schoolcard", "journalrules", "termgraderules",
        "gradingrules", "loadnorms"];

    /// <summary>Another text whenever a row of the set-up is another.</summary>
    /// <param name="documents">Read models that count beside the register's, as their tables are called.</param>
    /// <param name="tables">Tables that only grow.</param>
    public static async Task<string> Of(IQuerySession session, IEnumerable<string> documents, IEnumerable<string> tables, CancellationToken cancel)
    {
        var parts = Register.Concat(documents).Select(d => $"(select concat(count(*), '/', sum(xmin::text::bigint)) from {EventStore.Schema}.mt_doc_{d} where tenant_id = $1)")
            .Concat(tables.Select(t => $"(select count(*) from {t} where tenant_id = $1)"));
        await using var ask = new NpgsqlCommand($"select concat_ws(' ', {string.Join(", ", parts)})") { Parameters = { new NpgsqlParameter<string> { TypedValue = session.TenantId } } };
        await using var reader = await session.ExecuteReaderAsync(ask, cancel);
        await reader.ReadAsync(cancel);
        return reader.GetString(0);
    }
}
