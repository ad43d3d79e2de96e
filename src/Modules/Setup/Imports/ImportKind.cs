using ElJournal.Kernel;

namespace ElJournal.Setup.Imports;

/// <summary>Вид загрузки: which columns a list of this kind has and what its rows come to.</summary>
public abstract class ImportKind
{
    /// <summary>Stable: stands in events, addresses and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The right that a load of this kind needs, besides that of each of its steps.</summary>
    public abstract Permission Permission { get; }

    /// <summary>The file asks for a day: from when what it says is in force.</summary>
    public virtual bool AsksDay => true;

    /// <summary>Полный список: who is not in the file has left.</summary>
    public virtual bool MayBeFull => false;

    /// <summary>The file is about one course, which a person has to name.</summary>
    public virtual bool AsksCourse => false;

    /// <summary>First lines of a file of this kind: headings and an example.</summary>
    public abstract IReadOnlyList<string[]> Template { get; }

    internal abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>Whether these headings are those of such a list.</summary>
    internal abstract bool Suffices(Header header);

    /// <summary>What each row comes to, and the steps it takes; nothing is stored.</summary>
    /// <exception cref="ImportRefusal">The file is no list of this kind.</exception>
    internal abstract ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices);
}

/// <summary>Виды загрузок in the order in which a school is set up.</summary>
public static class ImportKinds
{
    public static readonly IReadOnlyList<ImportKind> All =
        [new Kinds.StaffKind(), new Kinds.ClassKind(), new Kinds.PupilKind(), new Kinds.GuardianKind(), new Kinds.CurriculumKind(), new Kinds.GroupKind(),
            new Kinds.LoadKind(), new Kinds.PlanKind(), new Kinds.TimetableKind()];

    public static ImportKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>A file with what a person said about its columns.</summary>
internal sealed record ImportSource(TableFile File, ColumnChoice? Columns = null)
{
    /// <summary>The sheets that hold such a list, each with its headings.</summary>
    /// <exception cref="ImportRefusal">None does.</exception>
    public IReadOnlyList<(TableSheet Sheet, Header Header)> Sheets(ImportKind kind)
    {
        var found = File.Sheets.Select(sheet => (Sheet: sheet, Header: Header.Find(sheet, kind.Columns, kind.Suffices, Columns)))
            .Where(pair => pair.Header is not null).Select(pair => (pair.Sheet, pair.Header!)).ToList();
        return found.Count > 0 ? found : throw ImportRefusal.Of($"import_no_{kind.Name}_header", File.Name);
    }
}

/// <summary>What a person chose for the load.</summary>
/// <param name="Day">From which day it counts; null: what is usual for the kind.</param>
/// <param name="Full">Полный список.</param>
/// <param name="Course">Whose plan it is.</param>
/// <param name="Plan">Which of the plans in the file.</param>
/// <param name="Answers">By the key of the question: <see cref="Same"/> with an id, <see cref="Other"/> or <see cref="Skip"/>.</param>
public sealed record ImportChoices(
    YearId? Year = null, DateOnly? Day = null, bool Full = false, CourseId? Course = null, PlanSelector? Plan = null,
    IReadOnlyDictionary<string, string>? Answers = null)
{
    public const string Other = "other";
    public const string Skip = "skip";
    public const string Same = "same:";

    public string? AnswerTo(string key) => Answers?.GetValueOrDefault(key);

    /// <summary>The id that the person pointed at; null where none was.</summary>
    public string? SameAs(string key) => AnswerTo(key) is { } answer && answer.StartsWith(Same, StringComparison.Ordinal) ? answer[Same.Length..] : null;
}

/// <summary>Тёзки: a question to the person, by which answers it can be settled.</summary>
/// <param name="Key">Of the row, and what in it.</param>
/// <param name="Candidates">Who of the school may be meant: id and how the person is told from others.</param>
/// <param name="MayBeOther">Whether the row may also mean somebody new.</param>
public sealed record ImportQuestion(string Key, string? Sheet, int Line, IReadOnlyList<(string Id, string Text)> Candidates, bool MayBeOther)
{
    public static string KeyOf(string? sheet, int line, string part = "") => $"{sheet}|{line}|{part}";
}

/// <summary>What a file comes to, before the rules of the steps were asked.</summary>
/// <param name="Leaving">Who and what a full list leaves out, and how many there were.</param>
internal sealed record ImportDraft(
    int HeaderLine, IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportStep> Steps, IReadOnlyList<ImportQuestion> Questions, (int Leave, int Of) Leaving = default);

/// <summary>Gathers rows, steps and questions of one file.</summary>
internal sealed class Draft
{
    private readonly List<ImportRow> rows = [];
    private readonly List<ImportStep> steps = [];
    private readonly List<ImportQuestion> questions = [];

    public ImportDraft Done(int headerLine, (int, int) leaving = default) => new(headerLine, rows, steps, questions, leaving);

    public void Row(string? sheet, int line, RowOutcome outcome, string? what, string? reason = null, string? column = null, string? value = null) =>
        rows.Add(new ImportRow(sheet, line, outcome, column, value, reason, what));

    public void Row(ImportRow row) => rows.Add(row);

    public void Fault(TableSheet sheet, TableRow row, Header header, Column column, string reason, params object?[] arguments) =>
        Row(sheet.Name, row.Line, RowOutcome.Error, null, ImportTexts.Say(reason, arguments), header.Heading(column), header.Cell(row, column));

    public void Ask(ImportRow row, ImportQuestion question)
    {
        rows.Add(row with { Outcome = RowOutcome.Ask });
        questions.Add(question);
    }

    public void Step(string? sheet, int line, ICommand command) => steps.Add(new ImportStep(command, sheet, line));
}
