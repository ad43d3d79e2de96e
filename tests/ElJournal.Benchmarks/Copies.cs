using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>Lessons stored again as those of other years and of other schools, row by row in the database: more of the same for every index.</summary>
internal sealed class Copies(Ground ground)
{
    private static readonly SchoolId[] Others = [new("second"), new("third"), new("fourth")];

    /// <param name="scale">1, 4 (three years more) or 16 (three schools more), in this order.</param>
    public async Task Grow(int scale)
    {
        await using var source = NpgsqlDataSource.Create(EventStore.InUtc(ground.Owner));
        if (scale == 4)
        {
            for (var year = 1; year < 4; year++) await Copy(source, $"y{year}-", SampleSchool.School);
        }
        if (scale == 16)
        {
            foreach (var school in Others)
            {
                await Migration.AddSchool(ground.Services, ground.Owner, school);
                await Copy(source, "", school);
            }
        }
        // The upkeep of rows that came all at once is nobody's request: it is done before, and does not go on while requests are measured.
        foreach (var sql in (string[])["vacuum analyze", "checkpoint", "alter system set autovacuum = off", "select pg_reload_conf()"]) await Run(source, sql);
    }

    private static async Task Copy(NpgsqlDataSource source, string year, SchoolId school)
    {
        var own = SampleSchool.School;
        var all = year.Length == 0 ? "" : "and {0} not like 'lesson/y_-%'";
        foreach (var (table, key) in (ValueTuple<string, string>[])[("mt_streams", "id"), ("mt_events", "stream_id"), ("mt_doc_lesson", "id")])
        {
            var columns = await Columns(source, table);
            var values = columns.Select(column => column switch
            {
                "tenant_id" => $"'{school}'",
                "seq_id" => $"seq_id + {(year.Length == 0 ? 0 : int.Parse(year[1..2])) * 100_000_000L}",
                _ when column == key => $"'lesson/{year}' || substr({key}, 8)",
                "id" => "gen_random_uuid()",
                // By its course and key a page finds a lesson.
                "data" when table == "mt_doc_lesson" && year.Length > 0 =>
                    $"""regexp_replace(regexp_replace(data::text, '"(course|key)": "', '"\1": "{year}', 'gi'), '"lesson/', '"lesson/{year}', 'g')::jsonb""",
                _ => $"\"{column}\"",
            });
            await Run(source, $"""
                insert into {EventStore.Schema}.{table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))})
                select {string.Join(", ", values)} from {EventStore.Schema}.{table} where tenant_id = '{own}' and {key} like 'lesson/%' {string.Format(null, all, key)}
                """);
        }
    }

    private static async Task<List<string>> Columns(NpgsqlDataSource source, string table)
    {
        await using var ask = source.CreateCommand(
            $"select column_name from information_schema.columns where table_schema = '{EventStore.Schema}' and table_name = '{table}' and is_generated = 'NEVER' order by ordinal_position");
        await using var rows = await ask.ExecuteReaderAsync();
        List<string> names = [];
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return names;
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
