using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Access.FirstAdministrator;

/// <summary>
/// Код первоначальной настройки: 256 random bits that whoever reads the server's console or data folder may use once to become
/// the first administrator. It lives half an hour and dies as soon as there is one.
/// </summary>
public sealed class SetupCode(DataFolder folder, IDocumentStore store, TimeProvider clock)
{
    public const string FileName = "setup-code";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private string FilePath => Path.Combine(folder.Path, FileName);

    private string TakenPath => FilePath + ".taken";

    /// <summary>A code that has not been used and is not too old.</summary>
    public bool IsAlive => Read() is not null;

    /// <summary>At start: a new code to show, the former one is worth nothing; null when the school has an administrator.</summary>
    public async Task<string?> Announce(SchoolId school, CancellationToken cancel = default)
    {
        if (await HasAdministrator(school, cancel))
        {
            File.Delete(FilePath);
            return null;
        }
        var hex = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var code = string.Join('-', hex.Chunk(8).Select(part => new string(part)));
        Directory.CreateDirectory(folder.Path);
        DataFolder.WritePrivate(FilePath, code + "\n" + (clock.GetUtcNow() + Lifetime).ToString("O", CultureInfo.InvariantCulture) + "\n");
        return code;
    }

    public async Task<bool> HasAdministrator(SchoolId school, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(school.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        return (await AccountFacts.Administrators(session, today, cancel)).Count > 0;
    }

    /// <summary>Takes the code out of use; of two who bring it at once one succeeds.</summary>
    public bool Take(string typed)
    {
        if (Read() is not { } code
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(typed.Trim().ToLowerInvariant()))) return false;
        try
        {
            File.Move(FilePath, TakenPath, overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Nothing came of it: the code may be used after all.</summary>
    public void GiveBack() => File.Move(TakenPath, FilePath);

    /// <summary>There is an administrator: no trace of the code remains.</summary>
    public void Destroy() => File.Delete(TakenPath);

    private string? Read()
    {
        try
        {
            return File.ReadAllLines(FilePath) is [var code, var until, ..]
                && DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var end)
                && clock.GetUtcNow() < end ? code : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
