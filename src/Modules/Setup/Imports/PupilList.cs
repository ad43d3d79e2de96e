using System.Globalization;
using System.Text.RegularExpressions;

namespace ElJournal.Setup.Imports;

/// <summary>A pupil as one row of a list names him.</summary>
public sealed record PupilRow(string? Sheet, int Line, PersonCard Card, ClassName Class)
{
    /// <summary>Родители as the row names them, each with the relation.</summary>
    public IReadOnlyList<(string Relation, string Name)> Parents { get; init; } = [];
}

/// <summary>What is wrong with a row, in which column, and the value that stands there.</summary>
public sealed record RowFault(string? Sheet, int Line, string Column, string? Value, string Reason);

/// <summary>Список обучающихся: the rows of a file that can be understood, and the faults of those that cannot.</summary>
/// <param name="HeaderLine">Of the first sheet that holds a list.</param>
public sealed partial record PupilList(
    TableFile File, int HeaderLine, IReadOnlyList<PupilRow> Rows, IReadOnlyList<RowFault> Faults)
{
    private static readonly Column Family = new("Фамилия", ["фамилия", "family", "surname", "last name", "lastname", "familyname"], ["фамилия"]);
    private static readonly Column Given = new("Имя", ["имя", "given", "name", "first name", "firstname", "givenname"], ["имя обуч", "имя учен", "имя учащ", "имя реб"]);
    private static readonly Column Patronymic = new("Отчество", ["отчество", "patronymic", "middle name", "middlename"], ["отчество"]);
    private static readonly Column FullName = new(
        "ФИО",
        ["фио", "ф и о", "фамилия имя отчество", "фамилия имя", "ученик", "обучающийся", "учащийся", "full name"],
        ["фио", "ф и о", "фамилия имя", "фамилия и имя"]);
    private static readonly Column Sex = new("Пол", ["пол", "sex", "gender"], []);
    private static readonly Column Born = new(
        "Дата рождения", ["дата рождения", "д р", "др", "дата рожд", "рождение", "родился", "born", "birth date", "birthdate", "date of birth"], ["дата рожд"]);
    private static readonly Column Class = new("Класс", ["класс", "кл", "class", "класс группа", "название класса"], ["класс "]);
    private static readonly Column PersonalFile = new(
        "Личное дело", ["личное дело", "л д", "лд", "№ личного дела", "номер личного дела", "личное дело №", "personal file"], ["личное дел", "личного дел"]);

    // The full name stands first: «Фамилия, имя» would otherwise pass for a family name.
    internal static readonly Column[] Columns = [FullName, Family, Given, Patronymic, Sex, Born, Class, PersonalFile, .. Kinds.Family.Parents.Keys];

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Reads every sheet that holds a list; a sheet without a column «Класс» may be named after its class.</summary>
    /// <param name="today">The school's day: nobody is born after it.</param>
    /// <exception cref="ImportRefusal">No sheet holds a list of pupils.</exception>
    public static PupilList Read(TableFile file, DateOnly? today = null, ColumnChoice? choice = null)
    {
        var rows = new List<PupilRow>();
        var faults = new List<RowFault>();
        Header? first = null;
        var withoutClass = false;
        foreach (var sheet in file.Sheets)
        {
            var header = Header.Find(sheet, Columns, IsHeading, choice);
            if (header is null)
            {
                continue;
            }

            var ownClass = sheet.Name is null ? null : ClassName.Parse(sheet.Name);
            if (!header.Has(Class) && ownClass is null)
            {
                withoutClass = true;
                continue;
            }

            first ??= header;
            foreach (var line in sheet.Rows.Where(row => row.Line > header.Line))
            {
                new Reading(sheet.Name, header, line, ownClass, today ?? DateOnly.MaxValue, faults).Take(rows);
            }
        }

        return first is not null
            ? new PupilList(file, first.Line, rows, faults).WithoutContradictions(first)
            : throw ImportRefusal.Of(withoutClass ? "import_no_class_column" : "import_no_pupil_header", file.Name);
    }

    /// <summary>Whether these headings are those of a list of persons; the class may stand in the sheet's name.</summary>
    internal static bool IsHeading(Header header) => header.Has(FullName) || (header.Has(Family) && header.Has(Given));

    /// <summary>A level whose classes have letters has no class without one; a personal file belongs to one person.</summary>
    private PupilList WithoutContradictions(Header header)
    {
        var lettered = Rows.Where(row => row.Class.Letter.Length > 0).Select(row => row.Class.Level).ToHashSet();
        var bare = Rows.Where(row => row.Class.Letter.Length == 0 && lettered.Contains(row.Class.Level))
            .Select(row => new RowFault(row.Sheet, row.Line, header.Heading(Class), row.Class.ToString(), ImportTexts.Say("class_letter_missing")));
        var shared = Rows.Where(row => row.Card.PersonalFile is not null)
            .GroupBy(row => PersonKey.File(row.Card.PersonalFile)!)
            .Where(group => group.Distinct(PersonKey.SamePerson).Skip(1).Any())
            .SelectMany(group => group.Select(row => new RowFault(
                row.Sheet, row.Line, header.Heading(PersonalFile), row.Card.PersonalFile, ImportTexts.Say("file_number_twice", Others(group, row)))));
        var found = bare.Concat(shared).DistinctBy(fault => (fault.Sheet, fault.Line)).ToList();
        var at = found.Select(fault => (fault.Sheet, fault.Line)).ToHashSet();
        return this with
        {
            Rows = [.. Rows.Where(row => !at.Contains((row.Sheet, row.Line)))],
            Faults = [.. Faults, .. found],
        };
    }

    /// <summary>The report of this list, judged.</summary>
    public ImportReport Report(IReadOnlyList<PupilVerdict> verdicts) =>
        new(File.Encoding, File.Separator, HeaderLine, [.. verdicts.Select(verdict => verdict.Report)]);

    internal static string Others(IEnumerable<PupilRow> rows, PupilRow but) =>
        string.Join(", ", rows.Where(row => row != but).Select(row => row.Line).Order());

    /// <summary>One line being read; its faults are gathered, all of them, before it is given up.</summary>
    private sealed class Reading(
        string? sheet, Header header, TableRow line, ClassName? ownClass, DateOnly today, List<RowFault> faults)
    {
        public void Take(List<PupilRow> rows)
        {
            var before = faults.Count;
            var (family, given, patronymic) = Name();
            if (IsFooter(family, given))
            {
                return;
            }

            Require(header.Has(FullName) && !header.Has(Family) ? FullName : Family, family, "family_missing");
            Require(header.Has(FullName) && !header.Has(Given) ? FullName : Given, given, "given_missing");
            var sex = SexOf();
            var born = BornOn();
            var schoolClass = ClassOf();
            if (faults.Count == before)
            {
                var card = new PersonCard(
                    family, given, Words.OrNull(patronymic), born, sex, Words.OrNull(header.Cell(line, PersonalFile)));
                var parents = Kinds.Family.Parents.Select(parent => (parent.Value, Whole(header.Cell(line, parent.Key)))).Where(parent => parent.Item2.Length > 0).ToList();
                var row = new PupilRow(sheet, line.Line, card, schoolClass!.Value);
                rows.Add(parents.Count > 0 ? row with { Parents = parents } : row);
            }
        }

        private (string Family, string Given, string Patronymic) Name()
        {
            if (!header.Has(FullName) || (header.Has(Family) && header.Has(Given)))
            {
                return (Whole(header.Cell(line, Family)), Whole(header.Cell(line, Given)), Whole(header.Cell(line, Patronymic)));
            }

            // «Мамедов Эльчин Фархад оглы»: all after the second word is the patronymic.
            var words = header.Cell(line, FullName).Replace(",", " ").Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return (words.ElementAtOrDefault(0) ?? "", words.ElementAtOrDefault(1) ?? "",
                Whole(words.ElementAtOrDefault(2) ?? header.Cell(line, Patronymic)));
        }

        /// <summary>A dash in a cell says that there is nothing to write.</summary>
        private static string Whole(string text) => text.All(c => c is '-' or '–' or '—') ? "" : text;

        /// <summary>«Всего: 25 человек» below the list.</summary>
        private bool IsFooter(string family, string given) =>
            given.Length == 0 && header.Cell(line, Class).Length == 0 && Footer().IsMatch(Words.Fold(string.Join(' ', line.Cells)));

        private void Require(Column column, string text, string reason)
        {
            if (text.Length == 0)
            {
                Fault(column, reason);
            }
            else if (text.Length > 100 || !text.Any(char.IsLetter) || text.Any(c => char.IsDigit(c) || c is '<' or '>' or '='))
            {
                Fault(column, "name_odd", text);
            }
        }

        private string? SexOf()
        {
            var text = header.Cell(line, Sex);
            switch (Words.Fold(text))
            {
                case "":
                    return null;
                case "м" or "муж" or "мужской" or "мужчина" or "мальчик" or "юноша" or "m" or "male" or "boy":
                    return "М";
                case "ж" or "жен" or "женский" or "женщина" or "девочка" or "девушка" or "f" or "female" or "girl":
                    return "Ж";
                default:
                    Fault(Sex, "sex_unknown", text);
                    return null;
            }
        }

        private DateOnly? BornOn()
        {
            var text = header.Cell(line, Born);
            if (Whole(text).Length == 0)
            {
                return null;
            }

            if (Dates.Parse(text) is not { } born)
            {
                Fault(Born, "date_impossible", text);
                return null;
            }

            if (born < Earliest || born > today)
            {
                Fault(Born, "born_out_of_range", text);
                return null;
            }

            return born;
        }

        private ClassName? ClassOf()
        {
            var text = header.Cell(line, Class);
            if (text.Length == 0 && ownClass is not null)
            {
                return ownClass;
            }

            if (ClassName.Parse(text) is { } parsed)
            {
                return parsed;
            }

            Fault(Class, text.Length == 0 ? "class_missing" : "class_unknown", text);
            return null;
        }

        private void Fault(Column column, string reason, string? value = null) => faults.Add(
            new RowFault(sheet, line.Line, header.Heading(column), value ?? header.Cell(line, column), ImportTexts.Say(reason)));
    }

    [GeneratedRegex(@"^(?:\S{0,3} )?(?:итого|всего|директор|классный руководитель|секретарь|исполнитель)\b")]
    private static partial Regex Footer();
}

/// <summary>Dates as lists write them.</summary>
internal static class Dates
{
    private static readonly string[] Forms =
    [
        "d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "yyyy-M-d", "yyyy.M.d", "yyyy/M/d",
        "d.M.yyyy H:mm:ss", "d.M.yyyy H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-dTH:mm:ss",
    ];

    /// <summary>31.12.2012, 2012-12-31, or the number of a day in a spreadsheet (41274); null when there is no such day.</summary>
    public static DateOnly? Parse(string text)
    {
        var plain = text.TrimEnd(' ', '.', 'г');
        if (DateTime.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return DateOnly.FromDateTime(moment);
        }

        // Days since 30.12.1899; from the year 1954 on, so that a bare year or an age is not taken for a day.
        return double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && serial is >= 20_000 and < 80_000
            ? DateOnly.FromDateTime(DateTime.FromOADate(serial))
            : null;
    }
}
