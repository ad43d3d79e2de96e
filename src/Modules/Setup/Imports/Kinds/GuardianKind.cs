using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Список родителей (законных представителей): each row links one guardian with one pupil.</summary>
public sealed class GuardianKind : ImportKind
{
    private static readonly Column Pupil = new(
        "Обучающийся", ["обучающийся", "ученик", "ребенок", "учащийся", "фио обучающегося", "фио ученика", "фио ребенка", "pupil", "child"], ["обучающ", "фио учен", "фио реб", "учащ"]);

    private static readonly Column Class = new("Класс", ["класс", "кл", "class"], ["класс "]);

    private static readonly Column Guardian = new(
        "Родитель", ["родитель", "фио родителя", "законный представитель", "фио законного представителя", "guardian", "parent"], ["родител", "законн", "представит"]);

    private static readonly Column Relation = new("Кем приходится", ["кем приходится", "родство", "степень родства", "relation"], ["родств", "приходит"]);

    public override string Name => "guardians";

    public override Permission Permission => Permission.ManageContingent;

    public override IReadOnlyList<string[]> Template =>
        [["Обучающийся", "Класс", "Родитель", "Кем приходится"], ["Иванова Анна Сергеевна", "7А", "Иванова Мария Петровна", "мать"]];

    internal override IReadOnlyList<Column> Columns => [Relation, Pupil, Class, Guardian];

    internal override bool Suffices(Header header) => header.Has(Pupil) && header.Has(Guardian);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var draft = new Draft();
        var family = new Family(register, choices);
        var sheets = source.Sheets(this);
        foreach (var (sheet, header) in sheets)
        {
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line)) Take(draft, family, sheet, header, row, register, choices);
        }
        return draft.Done(sheets[0].Header.Line);
    }

    private static void Take(Draft draft, Family family, TableSheet sheet, Header header, TableRow row, ImportRegister register, ImportChoices choices)
    {
        var (name, parent) = (header.Cell(row, Pupil), header.Cell(row, Guardian));
        if (name.Length == 0 && parent.Length == 0) return;
        ClassName? schoolClass = null;
        if (header.Cell(row, Class) is { Length: > 0 } text && (schoolClass = ClassName.Parse(text)) is null)
        {
            draft.Fault(sheet, row, header, Class, "class_unknown");
            return;
        }
        if (RelationOf(header.Cell(row, Relation)) is not { } relation)
        {
            draft.Fault(sheet, row, header, Relation, "relation_unknown");
            return;
        }
        if (Family.CardOf(parent) is null)
        {
            draft.Fault(sheet, row, header, Guardian, "guardian_name_odd", parent);
            return;
        }

        var folded = Words.Fold(name);
        var found = register.Known.Where(p => (schoolClass is null || p.Class == schoolClass)
            && (PersonKey.Name(p.Card).Replace('|', ' ').TrimEnd() == folded || Words.Fold(p.Card.ListName) == folded)).ToList();
        var report = new ImportRow(sheet.Name, row.Line, RowOutcome.Unchanged, null, null, null, $"{name} — {parent}");
        var key = ImportQuestion.KeyOf(sheet.Name, row.Line);
        if (found.Count > 1 && choices.SameAs(key) is { } id) found = [.. found.Where(p => p.Id.Value == id)];
        if (found.Count == 0)
        {
            draft.Fault(sheet, row, header, Pupil, "pupil_not_found");
        }
        else if (found.Count > 1 && choices.AnswerTo(key) == ImportChoices.Skip)
        {
            draft.Row(report with { Outcome = RowOutcome.Ignored, Reason = ImportTexts.Say("skipped") });
        }
        else if (found.Count > 1)
        {
            draft.Ask(report with { Reason = ImportTexts.Say("ask_which_pupil") },
                new ImportQuestion(key, sheet.Name, row.Line, [.. found.Select(p => (p.Id.Value, PupilMatch.Told(p)))], false));
        }
        else
        {
            family.Take(draft, report, found[0].Id, PupilMatch.Told(found[0]), [(relation, parent)], choices.Day ?? register.Year.Year.From, RowOutcome.Create);
        }
    }

    private static string? RelationOf(string text) => Words.Fold(text) switch
    {
        "мать" or "мама" or "mother" => "mother",
        "отец" or "папа" or "father" => "father",
        "" or "опекун" or "попечитель" or "законный представитель" or "приемный родитель" or "представитель" or "бабушка" or "дедушка" or "guardian" => "guardian",
        _ => null,
    };
}
