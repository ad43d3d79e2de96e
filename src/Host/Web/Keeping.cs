using ElJournal.Kernel;
using ElJournal.Ui;

namespace ElJournal.Host.Web;

/// <summary>Says of an answer that the person's own browser may keep it for a day without network (D-6, docs/adr/0014).</summary>
internal static class Keeping
{
    /// <summary>Whose it is; the browser empties what it kept when another name comes.</summary>
    private const string Header = "Eljournal-Keep";

    /// <summary>Only for one who writes in journals, and never for eyes that look in another's place.</summary>
    public static void MayBeKept(this HttpContext http)
    {
        if (http.Actor() is { ReadOnly: false, OnBehalfOf: null } actor && actor.Grants.All.Any(grant => grant.Permission == Permission.WriteJournal))
            http.Response.Headers[Header] = $"{actor.Account}/{actor.Role}";
    }
}
