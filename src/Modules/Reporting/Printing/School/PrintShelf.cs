using System.Text.Json;
using ElJournal.Kernel;

namespace ElJournal.Reporting.Printing.School;

/// <summary>Готовая печать всей школы.</summary>
/// <param name="Year">Учебный год, by its id; <paramref name="Span"/>: as it is called.</param>
/// <param name="Classes">Ids of the classes in it.</param>
/// <param name="LeftOut">Names of the classes of the year that are not.</param>
/// <param name="Sheets">Sheets of paper that all of it takes.</param>
public sealed record ShelvedPrint(
    Guid Id, string Year, string Span, IReadOnlyList<string> Forms, IReadOnlyList<string> Classes, IReadOnlyList<string> LeftOut, int Files, int Sheets, DateTimeOffset Made);

/// <summary>
/// Where finished prints wait to be taken: under the data directory, by school and account, for a day. A file counts only with its description beside
/// it, which is written first; so whatever the program's end breaks off is none.
/// </summary>
/// <param name="folder">Of all schools; holds nothing else.</param>
public sealed class PrintShelf(string folder, TimeProvider clock)
{
    /// <summary>Ending of a file that is being written.</summary>
    public const string Unfinished = ".part";

    public const string Folder = "prints";

    /// <summary>How long a print is kept: it is full of personal data, and made anew at any time.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Of one person; the oldest goes when another comes.</summary>
    private const int Most = 3;

    public string PathOf(Actor owner, Guid id) => Path.Combine(Of(owner), $"{id:N}.zip");

    /// <summary>What a person can take, the latest first.</summary>
    public IReadOnlyList<ShelvedPrint> For(Actor owner) => [.. Described(Of(owner)).Where(p => File.Exists(PathOf(owner, p.Id)) && !IsOver(p)).OrderByDescending(p => p.Made)];

    public long LengthOf(Actor owner, Guid id) => new FileInfo(PathOf(owner, id)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Describes what is about to get its name.</summary>
    internal async Task Describe(Actor owner, ShelvedPrint print)
    {
        var (path, draft) = (DescriptionOf(Of(owner), print.Id), DescriptionOf(Of(owner), print.Id) + Unfinished);
        await File.WriteAllBytesAsync(draft, JsonSerializer.SerializeToUtf8Bytes(print));
        File.Move(draft, path, overwrite: true);
        foreach (var old in For(owner).Skip(Most - 1)) Remove(Of(owner), old.Id);
    }

    internal void Remove(Actor owner, Guid id) => Remove(Of(owner), id);

    /// <summary>Throws away what has lain for its time.</summary>
    public void Tidy()
    {
        foreach (var place in Places())
            foreach (var print in Described(place).Where(IsOver)) Remove(place, print.Id);
    }

    /// <summary>Throws away what the last end of the program broke off: called before anything is printed.</summary>
    public void Clear()
    {
        foreach (var place in Places())
        {
            var whole = Described(place).Where(p => File.Exists(Path.Combine(place, $"{p.Id:N}.zip"))).Select(p => $"{p.Id:N}").ToHashSet();
            foreach (var file in Directory.EnumerateFiles(place).Where(f => f.EndsWith(Unfinished, StringComparison.Ordinal) || !whole.Contains(Path.GetFileNameWithoutExtension(f))).ToList())
                Delete(file);
        }
    }

    private string Of(Actor owner) => Path.Combine(folder, owner.School.Value, owner.Account.Value);

    private IEnumerable<string> Places() =>
        Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateDirectories)] : [];

    private bool IsOver(ShelvedPrint print) => print.Made + Kept <= clock.GetUtcNow();

    private static IEnumerable<ShelvedPrint> Described(string place)
    {
        if (!Directory.Exists(place)) yield break;
        foreach (var file in Directory.EnumerateFiles(place, "*.json").ToList())
            if (Read(file) is { } print) yield return print;
    }

    private static ShelvedPrint? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ShelvedPrint>(File.ReadAllBytes(file));
        }
        catch (Exception gone) when (gone is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    private static string DescriptionOf(string place, Guid id) => Path.Combine(place, $"{id:N}.json");

    private static void Remove(string place, Guid id)
    {
        Delete(Path.Combine(place, $"{id:N}.zip"));
        Delete(DescriptionOf(place, id));
        Delete(DescriptionOf(place, id) + Unfinished);
    }

    /// <summary>Whoever is taking it right now keeps it; it goes the next time.</summary>
    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (IOException)
        {
            return;
        }
    }
}
