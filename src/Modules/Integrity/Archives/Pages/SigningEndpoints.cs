using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>Подписи архива (D-16, A-9): take out what is signed outside, bring the signature back, ask for a time-stamp.</summary>
internal static class SigningEndpoints
{
    public const string Sign = ArchiveEndpoints.Address + "/sign";
    public const string Stamp = ArchiveEndpoints.Address + "/stamp";

    /// <summary>Of signatures brought at once: there are three archives.</summary>
    private const int MostFiles = 9;

    public static void MapSigning(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ArchiveEndpoints.Address + "/{year}/{bag}/tagmanifest", Take).Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Архив: скачать опись для подписи");
        routes.MapPost(Sign, Bring).TakesFile().Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Архив: загрузить подпись директора");
        routes.MapPost(Stamp, Ask).Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Архив: запросить или продлить штамп времени");
    }

    /// <summary>Where the tag manifest of a bag is taken from.</summary>
    public static string ManifestOf(ArchiveMade made) => $"{ArchiveEndpoints.Address}/{made.Year}/{made.Kind}/tagmanifest";

    public static async Task<SigningView> See(ArchiveSigner signer, IQuerySession session, SchoolId school, ArchiveShelf shelf, CancellationToken cancel)
    {
        var bags = (await signer.Bags(school, shelf.Year, cancel)).Select(bag => new ShownSignatures(
            bag.Made, bag.Director is { Found.Holds: true } director ? director.Found.Signer : null,
            shelf.Signed.LastOrDefault(accepted => accepted.Event.Seal == bag.Made.Seal && accepted.Event.Signature == bag.Director?.Sha256)?.At,
            bag.Director?.Found.Text, bag.Stamp)).ToList();
        var others = (await session.Query<ArchiveShelf>().ToListAsync(cancel)).Where(other => other.Year != shelf.Year).OrderBy(other => other.Year, StringComparer.Ordinal);
        return new SigningView(bags, signer.HasAuthority, signer.RenewalDay, [.. others.SelectMany(other => other.EndingBy(signer.RenewalDay))]);
    }

    private static async Task<IResult> Take(HttpContext http, string year, string bag, ArchiveSigner signer, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(year) || (await signer.Bags(http.Actor()!.School, year, cancel)).FirstOrDefault(there => there.Made.Kind == bag) is not { } found) return await frame.NotFound(http);
        return TypedResults.File(found.Content.TagManifest, "text/plain", $"{Path.GetFileNameWithoutExtension(found.Made.File)}-{BagSignatures.TagManifest}");
    }

    private static async Task<IResult> Bring(
        HttpContext http, [FromForm] IFormCollection form, Desk desk, ArchiveSigner signer, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame,
        CancellationToken cancel)
    {
        var files = form.Files.GetFiles("signature").Where(file => file.Length > 0).ToList();
        if (files.Count is 0 or > MostFiles) return await Draw(ArchiveEndpoints.Words["sign.none"]);
        var brought = new List<BroughtSignature>();
        foreach (var file in files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancel);
            brought.Add(new BroughtSignature(Path.GetFileName(file.FileName), bytes.ToArray()));
        }
        return await Done(form, year => signer.Sign(desk, http.Actor()!, year, brought, cancel), Draw);

        Task<IResult> Draw(string refusal) => ArchiveEndpoints.Draw(http, form["year"], refusal, null, store, archivist, jobs, frame, cancel);
    }

    private static Task<IResult> Ask(
        HttpContext http, [FromForm] IFormCollection form, Desk desk, ArchiveSigner signer, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame,
        CancellationToken cancel) => Done(
            form, year => signer.Stamp(desk, http.Actor()!, year, form["kind"].ToString(), cancel),
            refusal => ArchiveEndpoints.Draw(http, form["year"], refusal, null, store, archivist, jobs, frame, cancel));

    private static async Task<IResult> Done(IFormCollection form, Func<string, Task> act, Func<string, Task<IResult>> draw)
    {
        var year = form["year"].ToString();
        if (!Id.IsValid(year)) return await draw(ArchiveEndpoints.Words["year.none"]);
        try
        {
            await act(year);
        }
        catch (ArchiveRefused refused)
        {
            return await draw(refused.Text());
        }
        return ArchiveEndpoints.Back(year);
    }
}
