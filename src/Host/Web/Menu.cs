using ElJournal.Access;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Ui;

namespace ElJournal.Host.Web;

/// <summary>The links of a role: only where it may go.</summary>
internal static class Menu
{
    public static IReadOnlyList<MenuItem> Of(Actor? actor, string path)
    {
        if (actor is null) return [];
        var items = new List<MenuItem> { Item("/", actor.Role == Role.Teacher ? "menu.day" : "menu.journals") };
        if (actor.Grants.AllowEver(Permission.ReadChanges, Grant.WholeSchool)) items.Add(Item(Addresses.Changes, "menu.changes"));
        if (actor.Grants.AllowEver(Permission.ManageAccounts, Grant.WholeSchool)) items.Add(Item(AccessAddresses.Tokens, "menu.tokens"));
        return items;

        MenuItem Item(string href, string text) => new(href, UiTexts.All[text], path == href);
    }
}
