using System.Collections.Concurrent;
using System.Globalization;
using ElJournal.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Setup.Imports.Uploads;

/// <summary>
/// Loads that go on while the person looks on, goes away or reloads the page. One is a transaction: broken off by the end of the program
/// it has stored nothing, and the file still waits.
/// </summary>
internal sealed class ImportRuns(IServiceScopeFactory scopes, ImportUploads uploads, IHostApplicationLifetime life, ILogger<ImportRuns> log)
{
    private readonly ConcurrentDictionary<Guid, Task> running = new();

    public bool IsRunning(Guid id) => running.ContainsKey(id);

    /// <summary>Begins the load and waits a little: a short list is done before the answer.</summary>
    public async Task Start(ImportUpload upload, Actor actor, TimeSpan patience)
    {
        var culture = CultureInfo.CurrentUICulture;
        var run = running.GetOrAdd(upload.Id, _ => Task.Run(() => Run(upload, actor, culture)));
        try
        {
            await run.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
        }
    }

    private async Task Run(ImportUpload upload, Actor actor, CultureInfo culture)
    {
        CultureInfo.CurrentUICulture = culture;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var importer = scope.ServiceProvider.GetRequiredService<Importer>();
            var file = upload.Read();
            var check = await importer.Check(ImportKinds.Find(upload.Kind)!, file, upload.Settings.Choices(file), actor, upload.Settings.Columns, life.ApplicationStopping);
            var outcome = check.NeedsConfirmation && !upload.Settings.Confirmed
                ? Outcome.Refused(ImportTexts.Refusal("import_removes_many"), check.Leaving.Leave, check.Leaving.Of)
                : await importer.Take(check, upload.Id, upload.Name, actor, life.ApplicationStopping);
            if (outcome.Refusal is { } refusal) await uploads.Fail(actor.School, upload.Id, refusal.Text(culture));
            else await uploads.Drop(actor.School, upload.Account, upload.Id);
        }
        catch (ImportRefusal refusal)
        {
            await uploads.Fail(actor.School, upload.Id, refusal.Message);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Load {Upload} failed; nothing of it is stored", upload.Id);
            await uploads.Fail(actor.School, upload.Id, ImportTexts.Say("failed"));
        }
        finally
        {
            running.TryRemove(upload.Id, out _);
        }
    }
}
