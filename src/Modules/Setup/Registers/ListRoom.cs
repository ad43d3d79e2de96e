using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Внести кабинет в реестр или изменить запись (Z-5.4).</summary>
/// <param name="Number">As timetables name it.</param>
/// <param name="Kind">One of <see cref="RoomKinds"/>.</param>
public sealed record ListRoom(Guid CommandId, RoomId Room, string Number, string? Name, string Kind, int Seats) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Room(Room);
}

/// <summary>Вывести кабинет из реестра: from this day nothing is taught in it.</summary>
public sealed record CloseRoom(Guid CommandId, RoomId Room, DateOnly From) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Room(Room);
}

/// <param name="Others">The school's other rooms.</param>
public sealed record ListRoomFacts(IReadOnlyList<RoomCard> Others);

public static class ListRoomHandler
{
    public const int LongestNumber = 30;
    public const int LongestName = 100;
    public const int MostSeats = 1000;

    public static async Task<ListRoomFacts> LoadAsync(ListRoom command, IDocumentSession session, CancellationToken cancel) =>
        new([.. (await session.Query<RoomCard>().ToListAsync(cancel)).Where(r => r.Room != command.Room)]);

    public static (Outcome, Events) Handle(ListRoom command, [WriteAggregate(nameof(ListRoom.Stream), Required = false)] RoomCard? room, ListRoomFacts facts)
    {
        var number = command.Number.Trim();
        var name = command.Name?.Trim() is { Length: > 0 } said ? said : null;
        if (number.Length is 0 or > LongestNumber || name?.Length > LongestName) return (Outcome.Refused(Refusals.RoomNumberIsEmptyOrLong, LongestNumber, LongestName), []);
        if (!RoomKinds.All.Contains(command.Kind)) return (Outcome.Refused(Refusals.RoomKindIsUnknown, command.Kind), []);
        if (command.Seats is < 0 or > MostSeats) return (Outcome.Refused(Refusals.SeatsAreOff, MostSeats), []);
        if (facts.Others.Any(r => r.Closed is null && Naming.IsSame(r.Number, number))) return (Outcome.Refused(Refusals.RoomIsListed, number), []);
        return room is { Closed: null } && (room.Number, room.Name, room.Kind, room.Seats) == (number, name, command.Kind, command.Seats)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new RoomListed(command.Room, number, name, command.Kind, command.Seats)]);
    }
}

public static class CloseRoomHandler
{
    public static (Outcome, Events) Handle(CloseRoom command, [WriteAggregate(nameof(CloseRoom.Stream), Required = false)] RoomCard? room)
    {
        if (room is null) return (Outcome.Refused(Refusals.RoomIsUnknown), []);
        return room.Closed is not null ? (Outcome.Accepted, []) : (Outcome.Accepted, [new RoomClosed(command.Room, command.From)]);
    }
}
