using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Список сотрудников (Z-5.5): new ones are hired; who is known is left as he is.</summary>
public sealed class StaffKind : ImportKind
{
    private static readonly Column Family = new("Фамилия", ["фамилия", "family", "surname", "last name"], ["фамилия"]);
    private static readonly Column Given = new("Имя", ["имя", "given", "first name"], []);
    private static readonly Column Patronymic = new("Отчество", ["отчество", "patronymic", "middle name"], ["отчество"]);
    private static readonly Column FullName = new("ФИО", ["фио", "ф и о", "фамилия имя отчество", "учитель", "сотрудник", "педагог", "full name"], ["фио", "ф и о", "фамилия имя"]);
    private static readonly Column Sex = new("Пол", ["пол", "sex", "gender"], []);
    private static readonly Column Born = new("Дата рождения", ["дата рождения", "д р", "др", "born", "birth date"], ["дата рожд"]);
    private static readonly Column From = new("Принят с", ["принят", "принят с", "дата приема", "работает с", "from"], ["дата прием", "приня"]);

    public override string Name => "staff";

    public override Permission Permission => Permission.SetUpSchool;

    public override IReadOnlyList<string[]> Template =>
        [["Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Принят с"], ["Соколова", "Ирина", "Викторовна", "Ж", "05.02.1980", "01.09.2026"]];

    internal override IReadOnlyList<Column> Columns => [FullName, Family, Given, Patronymic, Sex, Born, From];

    internal override bool Suffices(Header header) => header.Has(FullName) || (header.Has(Family) && header.Has(Given));

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var draft = new Draft();
        var seen = new Dictionary<string, int>();
        var sheets = source.Sheets(this);
        foreach (var (sheet, header) in sheets)
        {
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line)) Take(draft, sheet, header, row, register, choices, seen);
        }
        return draft.Done(sheets[0].Header.Line);
    }

    private static void Take(Draft draft, TableSheet sheet, Header header, TableRow row, ImportRegister register, ImportChoices choices, Dictionary<string, int> seen)
    {
        var words = header.Has(FullName) && !header.Has(Given)
            ? header.Cell(row, FullName).Replace(",", " ").Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [header.Cell(row, Family), header.Cell(row, Given), header.Cell(row, Patronymic)];
        var (family, given) = (words.ElementAtOrDefault(0) ?? "", words.ElementAtOrDefault(1) ?? "");
        var name = header.Has(FullName) && !header.Has(Given) ? FullName : Family;
        if (family.Length == 0 || given.Length == 0 || !family.All(IsOfName) || !given.All(IsOfName) || family.Length > 100 || given.Length > 100)
        {
            draft.Fault(sheet, row, header, name, family.Length == 0 ? "family_missing" : given.Length == 0 ? "given_missing" : "name_odd");
            return;
        }
        if (DayIn(header.Cell(row, Born)) is not { } born) { draft.Fault(sheet, row, header, Born, "date_impossible"); return; }
        if (DayIn(header.Cell(row, From)) is not { } from) { draft.Fault(sheet, row, header, From, "date_impossible"); return; }
        if (SexOf(header.Cell(row, Sex)) is not { } sex) { draft.Fault(sheet, row, header, Sex, "sex_unknown"); return; }

        var card = new PersonCard(family, given, Words.OrNull(words.ElementAtOrDefault(2) ?? ""), born.Day, Words.OrNull(sex), null);
        var report = new ImportRow(sheet.Name, row.Line, RowOutcome.Create, null, null, null, $"{card.ListName} {card.Patronymic}".TrimEnd());
        var person = PersonKey.Name(card) + card.Born;
        if (!seen.TryAdd(person, row.Line))
        {
            draft.Row(report with { Outcome = RowOutcome.Duplicate, Reason = ImportTexts.Say("pupil_repeated", seen[person]) });
            return;
        }

        var key = ImportQuestion.KeyOf(sheet.Name, row.Line);
        var named = register.Staff.Where(s => PersonKey.Name(s.Card) == PersonKey.Name(card) && !(s.Card.Born is { } b && card.Born is { } c && b != c)).ToList();
        if (named.Exists(s => s.Card.Born == card.Born && s.Staff.Dismissed is null) || choices.SameAs(key) is not null)
            draft.Row(report with { Outcome = RowOutcome.Unchanged });
        else if (choices.AnswerTo(key) == ImportChoices.Skip)
            draft.Row(report with { Outcome = RowOutcome.Ignored, Reason = ImportTexts.Say("skipped") });
        else if (named.Count > 0 && choices.AnswerTo(key) != ImportChoices.Other)
            draft.Ask(report with { Reason = ImportTexts.Say("ask_staff") }, new ImportQuestion(key, sheet.Name, row.Line, [.. named.Select(s => (s.Staff.Staff.Value, Told(s.Card)))], true));
        else
        {
            draft.Row(report);
            draft.Step(sheet.Name, row.Line, new HireStaff(Guid.NewGuid(), Id.New<StaffId>(), card, from.Day ?? choices.Day ?? register.Year.Year.From));
        }
    }

    internal static string Told(PersonCard card) =>
        string.Join(", ", new[] { $"{card.ListName} {card.Patronymic}".TrimEnd(), card.Born?.ToString("dd.MM.yyyy") }.OfType<string>());

    private static bool IsOfName(char c) => !char.IsDigit(c) && c is not ('<' or '>' or '=' or ';');

    /// <summary>Null: something stands there that is no day.</summary>
    private static (DateOnly? Day, bool Said)? DayIn(string text) =>
        text.All(c => c is '-' or '–' or '—') ? (null, false) : Dates.Parse(text) is { } day ? (day, true) : null;

    private static string? SexOf(string text) => Words.Fold(text) switch
    {
        "" => "",
        "м" or "муж" or "мужской" or "m" or "male" => "М",
        "ж" or "жен" or "женский" or "f" or "female" => "Ж",
        _ => null,
    };
}
