namespace ElJournal.Postgres;

/// <summary>Makes the files of a new cluster, whole or not at all.</summary>
internal static class Initdb
{
    /// <summary>The folder appears under its name only when it is complete: an initdb killed half-way leaves nothing that looks like data.</summary>
    public static async Task MakeAsync(
        Binaries binaries, ServerAccount account, string data, IReadOnlyList<string> flags,
        Func<string, Task> finish, CancellationToken cancellation)
    {
        var unfinished = data + ".new";
        Answer said = new(1, "", "");

        // C.UTF-8 keeps the order of bytes and knows Russian letters; systems without it have plain C.
        foreach (var locale in new[] { "C.UTF-8", "C" })
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            await account.MakePrivateFolderAsync(unfinished, cancellation);
            said = await Shell.RunAsync(
                account.Run([binaries.Program("initdb"), "-D", unfinished, "-U", "postgres", "-E", "UTF8", $"--locale={locale}", .. flags]),
                cancellation);
            if (said.Well || !said.Error.Contains("locale", StringComparison.Ordinal)) break;
        }

        if (!said.Well)
        {
            Directory.Delete(unfinished, recursive: true);
            throw new DatabaseUnavailable(Texts.Format("InitFailed", data, said.Tail), []);
        }

        await finish(unfinished);
        Directory.Move(unfinished, data);
    }
}
