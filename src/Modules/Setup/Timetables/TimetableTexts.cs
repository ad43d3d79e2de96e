using System.Resources;

namespace ElJournal.Setup.Timetables;

/// <summary>Words of the timetable's pages.</summary>
internal static class TimetableTexts
{
    public static readonly Ui.Texts All = new(new ResourceManager("ElJournal.Setup.Timetables.TimetableTexts", typeof(TimetableTexts).Assembly));

    /// <summary>каб. 21; спортзал: a room with a name of its own needs no word before it.</summary>
    public static string Room(string? room) => string.IsNullOrEmpty(room) ? "" : char.IsDigit(room[0]) ? All.With("room.short", room) : room;

    /// <summary>неделя А</summary>
    public static string? Week(string? week) => week is null ? null : All["week." + week];
}
