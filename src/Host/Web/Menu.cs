using ElJournal.Access;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Classes;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Pages;
using ElJournal.Accounting.Substitutions;
using ElJournal.Backups.Pages;
using ElJournal.Control.Remarks;
using ElJournal.Control.Tiles;
using ElJournal.Integrity.Archives.Pages;
using ElJournal.Integrity.Watching.Pages;
using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Printing;
using ElJournal.Ui;

namespace ElJournal.Host.Web;

/// <summary>The links of a role: only where it may go.</summary>
internal static class Menu
{
    /// <param name="waiting">How many requests for corrections wait for this person.</param>
    /// <param name="remarks">How many remarks are open to this person.</param>
    public static IReadOnlyList<MenuItem> Of(Actor? actor, string path, int waiting = 0, int remarks = 0)
    {
        if (actor is null) return [];
        var items = new List<MenuItem>();
        if (DoorPages.Landing(actor) is null) items.Add(Item("/", actor.Role == Role.Teacher ? "menu.day" : "menu.journals"));
        if (actor.Role is Role.Guardian or Role.Pupil) items.Add(Under(Addresses.Family, actor.Role is Role.Pupil ? "menu.week" : "menu.family"));
        if (actor.Grants.AllowEver(Permission.ReadAccounts, Grant.WholeSchool)) items.Add(Under(AccessAddresses.People, "menu.people"));
        if (ClassRegister.Led(actor) is [var led]) items.Add(Item(Addresses.Class(led), "menu.class"));
        if (AbsenceRegister.Led(actor).Count > 0) items.Add(Under(AbsenceAddresses.First, "menu.absences"));
        if (actor.Grants.AllowEver(Permission.ReadSchool, Grant.WholeSchool)) items.Add(Item(Addresses.Classes, "menu.classes"));
        if (actor.Role is Role.Director or Role.DeputyHead or Role.Administrator or Role.Secretary) items.Add(Under("/school", "menu.school"));
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ClosePages)) items.Add(Under(Addresses.Closing, "menu.closing"));
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ReadJournal))
        {
            items.Add(Under(PrintAddresses.Center, "menu.print"));
            // The council of teachers is opened from there.
            items.Add(new MenuItem(
                DebtAddresses.List, UiTexts.All["menu.debts"],
                path.StartsWith(DebtAddresses.List, StringComparison.Ordinal) || path.StartsWith(DebtAddresses.Council, StringComparison.Ordinal)));
        }
        // Whoever sets up the school without reading the journal has nothing to print, only the templates to keep.
        else if (actor.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool)) items.Add(Under(PrintAddresses.Center + "/templates", "menu.print"));
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ManageSubstitutions)) items.Add(Under(SubstitutionAddresses.Morning, "menu.substitutions"));
        else if (actor.Role is Role.Director) items.Add(Item(SubstitutionAddresses.Register, "menu.substitutions"));
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ReadChanges)) items.AddRange([Item(Addresses.Changes, "menu.changes"), Item(Addresses.Days, "menu.days")]);
        if (actor.Grants.All.Any(grant => grant.Permission is Permission.WriteJournal or Permission.GrantCorrections))
        {
            items.Add(new MenuItem(
                CorrectionAddresses.List, waiting > 0 ? UiTexts.All.With("menu.corrections.waiting", waiting) : UiTexts.All["menu.corrections"],
                path.StartsWith(CorrectionAddresses.List, StringComparison.Ordinal)));
        }
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ReadControl))
        {
            var isRemarks = remarks > 0 && path.StartsWith(RemarkAddresses.List, StringComparison.Ordinal);
            items.Add(new MenuItem(BoardAddresses.Board, UiTexts.All["menu.control"], !isRemarks && path.StartsWith(BoardAddresses.Board, StringComparison.Ordinal)));
            if (remarks > 0) items.Add(new MenuItem(RemarkAddresses.List, UiTexts.All.With("menu.remarks", remarks), isRemarks));
        }
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ReadJournal)) items.Add(Under(ReportWords.Home, "menu.reports"));
        if (actor.Grants.AllowEver(Permission.MakeArchive, Grant.WholeSchool) || actor.Grants.AllowEver(Permission.VerifyLog, Grant.WholeSchool)) items.Add(Under(ArchiveEndpoints.Address, "menu.archive"));
        if (actor.Grants.AllowEver(Permission.VerifyLog, Grant.WholeSchool)) items.Add(Under(StatusEndpoints.Address, "menu.status"));
        if (actor.Grants.AllowEver(Permission.MakeArchive, Grant.WholeSchool)) items.Add(Item(BackupEndpoints.Address, "menu.backups"));
        if (actor.Grants.AllowEver(Permission.ManageAccounts, Grant.WholeSchool)) items.Add(Item(AccessAddresses.ViewAs, "menu.view-as"));
        if (actor.Grants.All.Any(grant => grant.Permission is Permission.ReadConsents or Permission.ManageConsents)) items.Add(Under("/consents", "menu.consents"));
        if (actor.Grants.AllowEver(Permission.ReadAccessLog, Grant.WholeSchool)) items.Add(Item("/reads", "menu.reads"));
        if (actor.Grants.AllowEver(Permission.EraseCard, Grant.WholeSchool)) items.Add(Item("/erasures", "menu.erasures"));
        if (actor.Grants.AllowEver(Permission.ManageAccounts, Grant.WholeSchool)) items.Add(Item(AccessAddresses.Credentials, "menu.credentials"));
        else if (actor.Grants.AllowEver(Permission.ReadUndertakings, Grant.WholeSchool)) items.Add(Item(AccessAddresses.Undertakings, "menu.undertakings"));
        if (actor.Grants.All.Any(grant => grant.Permission == Permission.ReportLoss)) items.Add(Item(AccessAddresses.Losses, "menu.losses"));
        if (actor.Grants.AllowEver(Permission.ManageAccounts, Grant.WholeSchool)) items.Add(Item(AccessAddresses.Tokens, "menu.tokens"));
        return items;

        MenuItem Under(string href, string text) => new(href, UiTexts.All[text], path.StartsWith(href, StringComparison.Ordinal));

        MenuItem Item(string href, string text) => new(href, UiTexts.All[text], path == href);
    }
}
