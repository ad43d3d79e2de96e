using System.Text.Json.Serialization;
using ElJournal.Setup;

namespace ElJournal.Reporting.Extracts;

/// <summary>Журнал выдачи выписок of a class, folded from its stream.</summary>
/// <param name="Issued">In the order of their numbers.</param>
public sealed record ExtractBook(string Id, ClassId Class, IReadOnlyList<IssuedExtract> Issued)
{
    public static string Stream(ClassId schoolClass) => $"extracts/{schoolClass}";

    /// <summary>Number of the next one.</summary>
    [JsonIgnore]
    public int Next => Issued.Count + 1;

    public IssuedExtract? Of(int number) => number >= 1 && number <= Issued.Count ? Issued[number - 1] : null;

    public static ExtractBook Create(ExtractIssued e) => Apply(e, new ExtractBook(Stream(e.Class), e.Class, []));

    public static ExtractBook Apply(ExtractIssued e, ExtractBook book) => book with { Issued = [.. book.Issued, new(e.Number, e.Pupil, e.Term, e.Sha256, e.On)] };

    public static ExtractBook Apply(ExtractReceived e, ExtractBook book) =>
        book with { Issued = [.. book.Issued.Select(i => i.Number == e.Number ? i with { Received = e.On, By = e.Guardian } : i)] };
}

/// <summary>Выданная выписка.</summary>
public sealed record IssuedExtract(int Number, PupilId Pupil, TermId Term, string Sha256, DateOnly On)
{
    /// <summary>Day of the receipt; null while its stub has not come back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Received { get; init; }

    /// <summary>Who signed; null with a day: the pupil.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GuardianId? By { get; init; }
}
