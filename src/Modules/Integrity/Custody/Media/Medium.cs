using System.Text.Json.Serialization;

namespace ElJournal.Integrity.Custody.Media;

/// <summary>Носитель, folded from its stream.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="Keeper">Who answers for it: id of the staff.</param>
public sealed record Medium(string Id, MediumId Key, string Label, string Kind, string Place, string Keeper, IReadOnlyList<MediumCopy> Copies)
{
    /// <summary>Why and since when it is out of use; null: it is in use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MediumWithdrawn? Withdrawn { get; init; }

    public static Medium Create(MediumRegistered e) => new(e.Medium.Stream, e.Medium, e.Label, e.Kind, e.Place, e.Keeper, []);

    public static Medium Apply(MediumMoved e, Medium medium) => medium with { Place = e.Place, Keeper = e.Keeper };

    public static Medium Apply(CopyEntered e, Medium medium) =>
        medium with { Copies = [.. medium.Copies.Where(c => c.Sha256 != e.Sha256), new MediumCopy(e.Year, e.Kind, e.Sha256, e.On, [])] };

    public static Medium Apply(CopyChecked e, Medium medium) => medium with
    {
        Copies = [.. medium.Copies.Select(c => c.Sha256 == e.Sha256 ? c with { Checks = [.. c.Checks.Append(new CopyCheck(e.On, e.By, e.Result)).OrderBy(k => k.On)] } : c)],
    };

    public static Medium Apply(MediumWithdrawn e, Medium medium) => medium with { Withdrawn = e };

    public MediumCopy? Copy(string sha256) => Copies.FirstOrDefault(c => c.Sha256 == sha256);
}

/// <summary>Экземпляр архива on a medium.</summary>
/// <param name="Checks">Oldest first.</param>
public sealed record MediumCopy(string Year, string Kind, string Sha256, DateOnly On, IReadOnlyList<CopyCheck> Checks)
{
    /// <summary>Still the archive, as far as anybody has looked.</summary>
    [JsonIgnore]
    public bool IsGood => Checks.Count == 0 || Checks[^1].Result == CheckResults.Same;

    /// <summary>The last day on which somebody looked: writing it down was the first look.</summary>
    [JsonIgnore]
    public DateOnly LastLook => Checks.Count == 0 ? On : Checks[^1].On;

    /// <summary>The next check is due on this day.</summary>
    public DateOnly Due(int months) => LastLook.AddMonths(months);
}

/// <param name="By">Id of the staff.</param>
public sealed record CopyCheck(DateOnly On, string By, string Result);

/// <summary>SHA-256 as people bring it: with capitals, with gaps, or as the line that <c>sha256sum</c> prints.</summary>
public static class Sum
{
    private const int Digits = 64;

    /// <summary>Lower-case hex; null: it is no such sum.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        // «сумма  имя файла» of sha256sum: the name may hold hex digits of its own.
        if (text.Length > Digits && text.AsSpan(0, Digits).IndexOfAnyExcept(Hex) < 0) text = text[Digits] is ' ' or '\t' ? text[..Digits] : text;
        text = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or ':')));
        return text.Length == Digits && text.AsSpan().IndexOfAnyExcept(Hex) < 0 ? text.ToLowerInvariant() : null;
    }

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
