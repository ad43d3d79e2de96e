using ElJournal.Integrity.Archives.Pages;
using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Custody.Pages;

/// <summary>
/// Хранение архива (D-5, D-15, D-16, D-22, D-24, A-8 – A-11): media, prints, terms. Whoever makes archives keeps the registers; whoever may verify the log
/// reads them.
/// </summary>
public static class CustodyEndpoints
{
    public const string Media = ArchiveEndpoints.Address + "/media";
    public const string Prints = ArchiveEndpoints.Address + "/prints";
    public const string Retention = ArchiveEndpoints.Address + "/retention";

    /// <summary>Kind of reading in the log of reads: the pages name keepers and commissions.</summary>
    internal const string Kind = "custody";

    internal static Texts Words => CustodyWatch.Words;

    public static IEndpointRouteBuilder MapCustody(this IEndpointRouteBuilder routes) => routes.MapMedia().MapVolumes().MapRetention();

    internal static bool MayRead(Actor? actor) =>
        MayKeep(actor) || actor?.Grants.AllowEver(Permission.VerifyLog, Grant.WholeSchool) == true;

    internal static bool MayKeep(Actor? actor) => actor?.Grants.AllowEver(Permission.MakeArchive, Grant.WholeSchool) == true;

    internal static bool MayDestroy(Actor? actor) => actor?.Grants.AllowEver(Permission.EraseCard, Grant.WholeSchool) == true;

    internal static int Status(Typed? typed) => typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
