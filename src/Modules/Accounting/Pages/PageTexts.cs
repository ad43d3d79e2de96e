using System.Resources;
using ElJournal.Accounting.Journal;
using ElJournal.Ui;

namespace ElJournal.Accounting.Pages;

/// <summary>Words of the journal's pages.</summary>
public static class PageTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Pages.PageTexts", typeof(PageTexts).Assembly));

    /// <summary>каб. 201; a room that has a name, «Спортзал 2», stands under it alone.</summary>
    public static string Room(string room) => char.IsAsciiDigit(room[0]) ? All.With("day.room", room) : room;

    public static string Of(ChangeKind kind) => All["kind." + kind];
}
