using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody.Prints;

/// <summary>Распечатка заверена (D-5, D-15, D-22): stitched, numbered, signed and sealed.</summary>
/// <param name="Year">Учебный год.</param>
/// <param name="Volume">What: one of <see cref="PrintVolumes"/>.</param>
/// <param name="Class">Of which class.</param>
/// <param name="Sheets">Листов in the inscription.</param>
/// <param name="By">Who signed: id of the staff.</param>
/// <param name="On">Day of the signature.</param>
[Recorded("integrity.print_certified.v1")]
public sealed record PrintCertified(string Year, string Volume, string Class, int Sheets, string By, DateOnly On);

/// <summary>Заверение распечатки снято: the volume has to be certified again.</summary>
/// <param name="Year">Учебный год.</param>
/// <param name="Volume">What: one of <see cref="PrintVolumes"/>.</param>
/// <param name="Class">Of which class.</param>
/// <param name="Reason">One of <see cref="AnnulmentReasons"/>.</param>
[Recorded("integrity.print_annulled.v1")]
public sealed record PrintAnnulled(string Year, string Volume, string Class, string Reason);

/// <summary>Реестр распечаток of a year.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="Volumes">Certified now, in the order in which they were.</param>
public sealed record PrintBook(string Id, string Year, IReadOnlyList<PrintCertified> Volumes)
{
    public static string StreamOf(string year) => "prints/" + year;

    public static PrintBook Create(PrintCertified e) => new(StreamOf(e.Year), e.Year, [e]);

    public static PrintBook Apply(PrintCertified e, PrintBook book) => book with { Volumes = [.. book.Volumes, e] };

    public static PrintBook Apply(PrintAnnulled e, PrintBook book) =>
        book with { Volumes = [.. book.Volumes.Where(v => v.Volume != e.Volume || v.Class != e.Class)] };

    public PrintCertified? Of(string volume, string schoolClass) => Volumes.FirstOrDefault(v => v.Volume == volume && v.Class == schoolClass);
}

/// <summary>Что печатается и подшивается.</summary>
public static class PrintVolumes
{
    /// <summary>Классный журнал (D-5.1).</summary>
    public const string Journal = "journal";

    /// <summary>Сводные ведомости класса (D-5.2).</summary>
    public const string Statement = "statement";

    public static readonly IReadOnlyList<string> All = [Journal, Statement];

    /// <summary>The kind of archive whose term a volume shares.</summary>
    public static string KindOf(string volume) => volume == Statement ? Archives.ArchiveKinds.Statements : Archives.ArchiveKinds.Journals;
}

/// <summary>Почему заверение снято.</summary>
public static class AnnulmentReasons
{
    public static readonly IReadOnlyList<string> All = ["miscounted", "rebound", "lost"];
}
