namespace ElJournal.Integrity.Sealing;

/// <summary>The sealed log's own tables, made by the owner's role; the application's role gets <see cref="AppendOnlyTables"/> to add to and <see cref="StateTables"/> to keep.</summary>
public static class IntegritySchema
{
    public const string Name = "integrity";

    /// <summary>Evidence: SELECT and INSERT only.</summary>
    public static IReadOnlyList<string> AppendOnlyTables { get; } = ["integrity.logs", "integrity.leaves", "integrity.checkpoints", "integrity.cosignatures", "integrity.witnessed"];

    /// <summary>What the sealer remembers between batches: SELECT, INSERT and UPDATE. All of it can be made again from the leaves.</summary>
    public static IReadOnlyList<string> StateTables { get; } = ["integrity.ranges", "integrity.marks"];

    /// <summary>Idempotent.</summary>
    public const string Sql = """
        create schema if not exists integrity;

        create table if not exists integrity.logs (
            tenant text not null,
            year text not null,
            ordinal int not null,
            origin text not null,
            primary key (tenant, year),
            unique (tenant, ordinal));
        comment on table integrity.logs is 'Sealed logs: one for each school year of a school, in the order they were opened';

        create table if not exists integrity.leaves (
            tenant text not null,
            year text not null,
            idx bigint not null,
            seq bigint not null,
            event_id uuid not null,
            stream text not null,
            version bigint not null,
            hash bytea not null check (octet_length(hash) = 32),
            primary key (tenant, year, idx),
            unique (tenant, seq));
        create index if not exists leaves_event on integrity.leaves (tenant, event_id);
        comment on table integrity.leaves is 'Leaf hashes in the order of sealing; stream and version only name an event whose row is gone';

        create table if not exists integrity.checkpoints (
            tenant text not null,
            year text not null,
            size bigint not null,
            root bytea not null check (octet_length(root) = 32),
            note text not null,
            at timestamptz not null default clock_timestamp(),
            primary key (tenant, year, size));
        comment on table integrity.checkpoints is 'Signed checkpoints, one for each sealed batch';

        create table if not exists integrity.cosignatures (
            tenant text not null,
            year text not null,
            size bigint not null,
            witness text not null,
            line text not null,
            at timestamptz not null default clock_timestamp(),
            primary key (tenant, year, size, witness));
        comment on table integrity.cosignatures is 'Signature lines of witnesses under our checkpoints';

        create table if not exists integrity.witnessed (
            origin text not null,
            size bigint not null,
            root bytea not null check (octet_length(root) = 32),
            note text not null,
            at timestamptz not null default clock_timestamp(),
            primary key (origin, size));
        comment on table integrity.witnessed is 'Checkpoints of other schools that this installation cosigned; the largest is what it holds them to';

        create table if not exists integrity.ranges (
            tenant text not null,
            year text not null,
            size bigint not null,
            range bytea not null,
            primary key (tenant, year));
        comment on table integrity.ranges is 'Compact range of each log: what appending needs';

        create table if not exists integrity.marks (
            tenant text not null primary key,
            year text not null,
            low_water bigint not null,
            watched_mark bigint,
            watched_transactions text[]);
        comment on table integrity.marks is 'Log in use; sequence below which every number is sealed or proven dead; what the next proof waits for';
        """;
}
