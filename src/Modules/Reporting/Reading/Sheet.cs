namespace ElJournal.Reporting.Reading;

/// <summary>Столбец таблицы отчёта: its heading is the text <c>col.{Key}</c>.</summary>
/// <param name="Number">Figures: to the right, and a number for a spreadsheet.</param>
public sealed record Column(string Key, bool Number = false);

/// <summary>Клетка таблицы отчёта.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="Value">The number behind it; null: it is text, or there is none.</param>
/// <param name="Href">Where its rows, or its lesson, are.</param>
/// <param name="Tone">warn or bad; null: neither.</param>
public sealed record Cell(string Text, decimal? Value = null, string? Href = null, string? Tone = null)
{
    public static Cell Of(int number, string? href = null, string? tone = null) =>
        new(number.ToString(System.Globalization.CultureInfo.InvariantCulture), number, href, tone);

    /// <summary>Hundredths of a per cent, or of a grade: 87,53 % is 8753.</summary>
    public static Cell Hundredths(int? value, bool percent, string? tone = null) => value is { } v
        ? new((v / 100m).ToString(percent ? "0.0" : "0.00", System.Globalization.CultureInfo.CurrentCulture) + (percent ? " %" : ""), v / 100m, null, tone)
        : new("—");
}

/// <summary>Таблица отчёта.</summary>
/// <param name="Key">Its heading is the text <c>sheet.{Key}</c>.</param>
public sealed record Sheet(string Key, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>Столбики диаграммы.</summary>
/// <param name="Key">What the bars show: the text <c>chart.{Key}</c>.</param>
/// <param name="Most">Full height, in hundredths.</param>
public sealed record Chart(string Key, int Most, IReadOnlyList<(string Name, int Value, string? Href)> Bars);

/// <summary>Отчёт: figures, the rows behind them, and the formulas by which they are reckoned.</summary>
/// <param name="Name">One of <see cref="ReportKinds"/>.</param>
/// <param name="Period">Over what.</param>
/// <param name="Notes">Keys of what is said of the figures.</param>
/// <param name="Details">The rows themselves; all of them.</param>
/// <param name="Groupings">By what the figures may be grouped.</param>
public sealed record Report(
    string Name, string Period, string? By, IReadOnlyList<string> Groupings, IReadOnlyList<string> Notes, Sheet Summary, Sheet? Details, Chart? Chart)
{
    /// <summary>Pupils whom it names.</summary>
    public IReadOnlyList<Setup.PupilId> Shown { get; init; } = [];
}

/// <summary>One of the reports.</summary>
public interface IReport
{
    string Name { get; }

    Task<Report> Of(ReportArea area, CancellationToken cancel);
}

/// <summary>Отчёты: names as they stand in addresses.</summary>
public static class ReportKinds
{
    /// <summary>R1, результаты освоения программ (Z-13.1).</summary>
    public const string Results = "results";

    /// <summary>R2, контрольные работы (Z-11, Z-13.2).</summary>
    public const string Works = "works";

    /// <summary>R3, пропущенные уроки с темами (Z-13.3).</summary>
    public const string Missed = "missed";

    /// <summary>R4, неудовлетворительные отметки с темами (Z-13.4).</summary>
    public const string Failures = "failures";

    /// <summary>R5, полнота и своевременность заполнения (Z-13.5).</summary>
    public const string Keeping = "keeping";

    /// <summary>Качество, СОУ и средний балл по периодам (Z-12, D-17).</summary>
    public const string Analysis = "analysis";

    /// <summary>Группы риска (D-17, D-22.5).</summary>
    public const string Risks = "risks";

    public static readonly IReadOnlyList<string> All = [Results, Works, Missed, Failures, Keeping, Analysis, Risks];

    /// <summary>How a journal is kept is the control's to see; what pupils have achieved is seen by whoever reads the journal.</summary>
    public static Kernel.Permission RightOf(string name) => name == Keeping ? Kernel.Permission.ReadControl : Kernel.Permission.ReadJournal;
}
