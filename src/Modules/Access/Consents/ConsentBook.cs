using ElJournal.Setup;

namespace ElJournal.Access.Consents;

/// <summary>What stands about a consent.</summary>
public enum ConsentState
{
    /// <summary>Nothing has been brought.</summary>
    None,

    /// <summary>Дано.</summary>
    Given,

    /// <summary>Отказано.</summary>
    Refused,

    /// <summary>Отозвано.</summary>
    Withdrawn,
}

/// <summary>Согласия обучающегося: every paper in the order it was registered. Who registered it and when are in the events' metadata.</summary>
/// <param name="OnPaper">The family gets extracts on paper.</param>
public sealed record ConsentBook(string Id, PupilId Pupil, IReadOnlyList<ConsentPaper> Papers, bool OnPaper)
{
    public static string Stream(PupilId pupil) => $"consent/{pupil}";

    public static ConsentBook Create(ConsentGiven e) => Apply(e, Empty(e.Pupil));

    public static ConsentBook Create(ConsentRefused e) => Apply(e, Empty(e.Pupil));

    public static ConsentBook Create(ConsentWithdrawn e) => Apply(e, Empty(e.Pupil));

    public static ConsentBook Apply(ConsentGiven e, ConsentBook book) => book.With(new ConsentPaper(
        e.Kind, ConsentState.Given, e.On, e.Form, e.By, e.Guardian, e.Giver?.Opening, e.Note?.Opening, e.Scan));

    public static ConsentBook Apply(ConsentRefused e, ConsentBook book) => book.With(new ConsentPaper(
        e.Kind, ConsentState.Refused, e.On, e.Form, e.By, e.Guardian, e.Giver?.Opening, e.Note?.Opening, e.Scan));

    public static ConsentBook Apply(ConsentWithdrawn e, ConsentBook book) => book.With(new ConsentPaper(
        e.Kind, ConsentState.Withdrawn, e.On, e.Form, e.By, e.Guardian, e.Giver?.Opening, e.Note?.Opening, e.Scan));

    public static ConsentBook Apply(PaperExtractsBegun e, ConsentBook book) => book with { OnPaper = true };

    public static ConsentBook Apply(PaperExtractsEnded e, ConsentBook book) => book with { OnPaper = false };

    /// <summary>The paper that counts on a day: the latest by its own date, and of one day the last registered.</summary>
    public ConsentPaper? Standing(string kind, DateOnly on) =>
        Papers.Index().Where(p => p.Item.Kind == kind && p.Item.On <= on).OrderBy(p => p.Item.On).ThenBy(p => p.Index).Select(p => p.Item).LastOrDefault();

    public static ConsentBook Empty(PupilId pupil) => new(Stream(pupil), pupil, [], false);

    internal ConsentBook With(ConsentPaper paper) => this with { Papers = [.. Papers, paper] };
}

/// <summary>Бумага о согласии: what it says of which kind, from what date, by whom. Giver and note are ids of openings.</summary>
public sealed record ConsentPaper(
    string Kind, ConsentState State, DateOnly On, string Form, string By, GuardianId? Guardian, Guid? Giver, Guid? Note, ConsentScan? Scan);
