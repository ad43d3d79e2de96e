namespace ElJournal.Integrity.Archives;

/// <summary>What is being done to an archive.</summary>
public enum ArchiveStage
{
    /// <summary>События: lines of the log.</summary>
    Events,

    /// <summary>Таблицы и печатные формы.</summary>
    Tables,

    /// <summary>Раскрытия.</summary>
    Openings,

    /// <summary>Классные журналы are printed.</summary>
    Prints,

    /// <summary>Упаковка.</summary>
    Packing,

    /// <summary>Проверка of what was packed.</summary>
    Checking,

    /// <summary>Штамп времени is asked for.</summary>
    Stamping,
}

/// <summary>How far it is: done of all, in events or files; all is 0 where it is not known.</summary>
public sealed record ArchiveStep(ArchiveStage Stage, long Done, long All);

/// <summary>Which bag.</summary>
public static class ArchiveKinds
{
    /// <summary>Журналы: the log of the year and its tables, five years.</summary>
    public const string Journals = "J5";

    /// <summary>Раскрытия: the words behind the log's commitments and the printed journals, which hold names; apart, because they can be erased on lawful demand.</summary>
    public const string Openings = "P";

    /// <summary>Сводные ведомости: self-sufficient, twenty-five years.</summary>
    public const string Statements = "S25";

    public static IReadOnlyList<string> All { get; } = [Journals, Statements, Openings];

    public const int StatementYears = 25;

    /// <summary>How many years it is kept (D-5).</summary>
    public const int JournalYears = 5;
}
