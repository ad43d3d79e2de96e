using ElJournal.Kernel;

namespace ElJournal.Integrity.Sealing;

/// <summary>How the raw rows of the event table are read. The names are the event store's own; nothing else of it is known here.</summary>
internal static class EventTable
{
    public const string Name = "journal.mt_events";

    public const int Columns = 9;

    public static string Select(SchoolId school, string? condition = null) =>
        $"""
        select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.user_name, e.headers
        from {Name} e where e.tenant_id = {Literal(school)} {condition}
        """;

    public static EventRow Row(CopyReader copy) => new()
    {
        Seq = copy.Long(0),
        Id = copy.Guid(1),
        Stream = copy.Bytes(2),
        Version = copy.Long(3),
        Data = copy.Json(4),
        Type = copy.Bytes(5),
        Microseconds = copy.Long(6),
        Actor = copy.Bytes(7),
        HasActor = !copy.IsNull(7),
        Headers = copy.Json(8),
    };

    /// <summary>COPY takes no parameters. A school's id has no quotes (<see cref="Id.IsValid"/>); it is checked again here.</summary>
    public static string Literal(SchoolId school) => $"'{Id.Checked(school.Value)}'";
}
