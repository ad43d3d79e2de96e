using System.Globalization;
using ElJournal.Backups;
using ElJournal.Integrity;
using ElJournal.Kernel;
using ElJournal.Store;
using Npgsql;

namespace ElJournal.Host.Cli;

/// <summary>Осмотр: each check reads and says; what cannot be read at all is itself a finding.</summary>
internal sealed class Examination(Installation installation, SchoolId? school)
{
    private const long LeastFreeDisk = 1L << 30;

    private static readonly TimeSpan GreatestSkew = TimeSpan.FromSeconds(60);

    /// <summary>Longer than any transaction or restart; what waits longer is not being worked on.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private const string Restart = "запустите eljournal serve: при запуске база приводится в порядок.";

    private readonly NpgsqlDataSource database = installation.Services.GetRequiredService<NpgsqlDataSource>();

    private readonly List<Finding> findings = [];

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken cancel)
    {
        findings.Add(new("database", "База данных", Health.Well, installation.Backend));
        await Look("schema", "Схема", Schema, cancel);
        await Look("rights", "Права роли приложения", Rights, cancel);
        await Look("guard", "Защита событий в базе", Guards, cancel);
        await Look("timezone", "Часовой пояс соединения", TimeZone, cancel);
        await Look("clock", "Часы", Clock, cancel);
        foreach (var tenant in await Schools(cancel))
        {
            foreach (var shard in new[] { Accounting.Journal.ChangeProjection.Name, "sealer" })
                await Look("lag", $"Обработка «{shard}», школа {tenant}", token => Lag(tenant, shard, token), cancel);
            await Look("unsealed", $"Не опечатано, школа {tenant}", token => Unsealed(tenant, token), cancel);
        }
        if (school is { } meant) await Safety(meant, cancel);
        await Look("dead_letters", "Недоставленные сообщения", DeadLetters, cancel);
        await Look("key", "Ключ журнала", Key, cancel);
        findings.Add(Disk());
        return findings;
    }

    private async Task Look(string check, string about, Func<CancellationToken, Task<(bool IsWell, string Seen, string Advice)>> look, CancellationToken cancel)
    {
        try
        {
            var (isWell, seen, advice) = await look(cancel);
            findings.Add(Finding.Of(check, about, isWell, seen, advice));
        }
        catch (NpgsqlException failure)
        {
            findings.Add(new(check, about, Health.Ill, failure.Message, Restart));
        }
    }

    /// <summary>Copies, trials of restoring, the stream: as their page says.</summary>
    private async Task Safety(SchoolId meant, CancellationToken cancel)
    {
        try
        {
            foreach (var seen in (await installation.Services.GetRequiredService<SafetyReading>().Of(meant, cancel)).Findings)
                findings.Add(new(seen.Check, seen.About, seen.IsWell switch { true => Health.Well, false => Health.Ill, _ => Health.Note }, seen.Seen, seen.Advice));
        }
        catch (Exception failure) when (failure is NpgsqlException or Marten.Exceptions.MartenCommandException)
        {
            findings.Add(new("backup", "Резервные копии", Health.Note, failure.Message, Restart));
        }
    }

    private async Task<IReadOnlyList<string>> Schools(CancellationToken cancel)
    {
        if (school is null)
            findings.Add(new("school", "Школа", Health.Note, "не заведена, либо их несколько и ни одна не названа", "запустите eljournal serve."));
        try
        {
            return await Texts($"select partition_value from {EventStore.Schema}.mt_tenant_partitions order by 1", cancel);
        }
        catch (PostgresException)
        {
            return [];
        }
    }

    private async Task<(bool, string, string)> Schema(CancellationToken cancel)
    {
        var missing = await Texts(
            """
            select name from unnest(array['journal.mt_events', 'journal.mt_streams', 'journal.mt_event_progression', 'journal.mt_tenant_partitions',
              'integrity.logs', 'integrity.leaves', 'integrity.checkpoints', 'integrity.ranges', 'integrity.marks', 'reads.entry', 'reads.head']) name
            where to_regclass(name) is null
            """, cancel);
        return (missing.Count == 0, missing.Count == 0 ? "все таблицы на месте" : "нет таблиц: " + string.Join(", ", missing), Restart);
    }

    private async Task<(bool, string, string)> Rights(CancellationToken cancel)
    {
        var wrong = await Texts(
            $"""
            select c.relname || ': ' || right_name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
              unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) right_name
            where c.relkind in ('r', 'p') and has_table_privilege('{Migration.ApplicationRole}', c.oid, right_name)
              and (n.nspname = '{EventStore.Schema}' and (c.relname = 'mt_events' or c.relname like 'mt\_events\_%')
                or n.nspname = 'integrity' and c.relname in ('logs', 'leaves', 'checkpoints')
                or n.nspname = 'reads' and c.relname like 'entry%')
            order by 1
            """, cancel);
        return (wrong.Count == 0, wrong.Count == 0 ? "события, листы и чтения только добавляет" : "лишние права — " + string.Join(", ", wrong), Restart);
    }

    private async Task<(bool, string, string)> Guards(CancellationToken cancel)
    {
        var open = await Texts(
            $"""
            select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '{EventStore.Schema}' and c.relkind in ('r', 'p') and (c.relname = 'mt_events' or c.relname like 'mt\_events\_%')
              and (select count(*) from pg_trigger t
                where t.tgrelid = c.oid and t.tgname in ('eljournal_guard', 'eljournal_guard_truncate') and t.tgenabled in ('O', 'A')) < 2
            order by 1
            """, cancel);
        return (open.Count == 0, open.Count == 0 ? "триггеры включены" : "нет включённого триггера: " + string.Join(", ", open),
            "выясните, кто его снял; выполните eljournal verify; затем " + Restart);
    }

    private async Task<(bool, string, string)> TimeZone(CancellationToken cancel)
    {
        var zone = (await Texts("select current_setting('TimeZone')", cancel))[0];
        return (zone == "UTC", zone, "время событий считается по UTC: уберите пояс из строки подключения и настроек роли.");
    }

    private async Task<(bool, string, string)> Clock(CancellationToken cancel)
    {
        var before = DateTime.UtcNow;
        var there = await Value<DateTime>("select clock_timestamp()", cancel);
        var skew = (there - before).Duration();
        return (skew <= GreatestSkew, string.Create(CultureInfo.CurrentCulture, $"расходятся с часами базы на {skew.TotalSeconds:0.0} с"),
            "включите синхронизацию времени (NTP) на обеих машинах.");
    }

    private async Task<(bool, string, string)> Lag(string tenant, string shard, CancellationToken cancel)
    {
        var done = $"coalesce((select max(last_seq_id) from {EventStore.Schema}.mt_event_progression where name like '{shard}:%:' || $1), 0)";
        return await Waiting(
            $"select count(*), min(timestamp) from {EventStore.Schema}.mt_events where tenant_id = $1 and seq_id > {done}",
            tenant, "ничего не ждёт", "запустите eljournal serve; если он работает, посмотрите logs/ в каталоге данных.", cancel);
    }

    private Task<(bool, string, string)> Unsealed(string tenant, CancellationToken cancel) => Waiting(
        $"""
        select count(*), min(e.timestamp) from {EventStore.Schema}.mt_events e
        where e.tenant_id = $1 and not exists (select from integrity.leaves l where l.tenant = $1 and l.seq = e.seq_id)
        """,
        tenant, "0", "запустите eljournal serve или eljournal checkpoint: они опечатают; если не помогло — eljournal verify.", cancel);

    private async Task<(bool, string, string)> Waiting(string sql, string tenant, string nothing, string advice, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var count = reader.GetInt64(0);
        if (count == 0) return (true, nothing, advice);
        var oldest = reader.GetFieldValue<DateTimeOffset>(1);
        var waits = DateTimeOffset.UtcNow - oldest;
        return (waits <= LongestWait, string.Create(CultureInfo.CurrentCulture, $"ждут событий: {count:N0}, дольше всех — {waits.TotalMinutes:0.0} мин"), advice);
    }

    private async Task<(bool, string, string)> DeadLetters(CancellationToken cancel)
    {
        var count = 0L;
        foreach (var table in new[] { "wolverine.wolverine_dead_letters", $"{EventStore.Schema}.mt_doc_deadletterevent" })
        {
            // Wolverine makes its own tables when the server first starts.
            if (await Value<bool>($"select to_regclass('{table}') is not null", cancel)) count += await Value<long>($"select count(*) from {table}", cancel);
        }
        return (count == 0, count.ToString("N0", CultureInfo.CurrentCulture), "причины — в logs/ каталога данных; после исправления сообщения можно повторить.");
    }

    private async Task<(bool, string, string)> Key(CancellationToken cancel)
    {
        var file = Path.Combine(installation.Settings.DataDirectory, IntegrityOptions.KeyName + ".pem");
        if (!File.Exists(file))
        {
            var isNeeded = await Value<bool>("select exists (select from integrity.checkpoints)", cancel);
            return (!isNeeded, isNeeded ? $"нет файла {file}, а контрольные точки есть" : "появится при первом опечатывании",
                "верните ключ из резервной копии: новый ключ старых точек не подтвердит.");
        }
        if (OperatingSystem.IsWindows()) return (true, file, "");
        var mode = File.GetUnixFileMode(file);
        return ((mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0, $"{file}, {Convert.ToString((int)mode, 8)}", $"chmod 600 {file}");
    }

    private Finding Disk()
    {
        var free = new DriveInfo(installation.Settings.DataDirectory).AvailableFreeSpace;
        return Finding.Of("disk", "Свободное место", free >= LeastFreeDisk,
            string.Create(CultureInfo.CurrentCulture, $"{free / (double)(1 << 30):0.0} ГиБ"), "освободите место: без него журнал перестанет записывать.");
    }

    private async Task<T> Value<T>(string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task<IReadOnlyList<string>> Texts(string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>();
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetString(0));
        return found;
    }
}
