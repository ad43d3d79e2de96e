using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;

namespace ElJournal.Setup.Timetables;

/// <summary>Расписание из файла: weeks of classes and groups, matched by the stable ids of the courses; what could not be matched is said.</summary>
/// <param name="Units">The whole week of each unit the file speaks of.</param>
/// <param name="Problems">Sentences for the person who uploads.</param>
internal sealed record TimetableFile(IReadOnlyDictionary<string, IReadOnlyList<TimetableSlot>> Units, IReadOnlyList<string> Problems)
{
    private static readonly Column Day = new("День", ["день", "день недели", "day"], []);
    private static readonly Column Slot = new("Урок", ["урок", "№ урока", "номер урока", "hour"], []);
    private static readonly Column Code = new("Код курса", ["код курса", "код", "comments"], []);
    private static readonly Column Activity = new("Activity Id", ["activity id"], []);
    private static readonly Column Room = new("Кабинет", ["кабинет", "room"], []);
    private static readonly Column WeekTurn = new("Неделя", ["неделя", "week"], []);
    private static readonly Column Who = new("Класс", ["класс", "класс или группа", "students sets"], []);
    private static readonly Column What = new("Предмет", ["предмет", "subject"], []);

    private static readonly CultureInfo[] Languages = [new("ru-RU"), new("en-US")];

    private static Ui.Texts Words => TimetableTexts.All;

    /// <summary>Reads <c>NAME_activities.xml</c> or <c>NAME_timetable.csv</c> of FET, or our own table.</summary>
    /// <exception cref="ImportRefusal">The file is neither.</exception>
    public static TimetableFile Read(byte[] bytes, string name, Board board)
    {
        var first = bytes.SkipWhile(b => b is 0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t').FirstOrDefault();
        var (slots, problems) = first == '<' ? FromXml(bytes, name, board) : FromTable(TableFile.Read(bytes, name), board);
        var units = slots.Distinct().GroupBy(s => board.Courses[s.Course].Unit).ToDictionary(u => u.Key, IReadOnlyList<TimetableSlot> (u) =>
        {
            // What stands beside the curriculum stays where a file holds the curriculum only.
            var kept = u.All(s => board.Courses[s.Course].Layer == Layers.Core)
                ? board.SlotsOf(u.Key).Where(s => board.Courses.TryGetValue(s.Course, out var c) && c.Layer != Layers.Core) : [];
            return TimetableEdit.Ordered([.. u, .. kept]);
        });
        return new TimetableFile(units, problems);
    }

    private static (List<TimetableSlot>, List<string>) FromXml(byte[] bytes, string name, Board board)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = TableLimits.FileBytes });
            root = XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw ImportRefusal.After(e, "timetable_not_fet", name);
        }
        if (root.Name != "Activities_Timetable") throw ImportRefusal.Of("timetable_not_fet", name);
        var plan = FetPlan.Of(board).ToDictionary(a => a.Id);
        var (slots, problems) = (new List<TimetableSlot>(), new List<string>());
        foreach (var row in root.Elements("Activity"))
        {
            var (id, day, hour, room) = (Text(row, "Id"), Text(row, "Day"), Text(row, "Hour"), Text(row, "Room"));
            if (!int.TryParse(id, CultureInfo.InvariantCulture, out var number) || !plan.TryGetValue(number, out var activity)) problems.Add(Words.With("file.unknown", id));
            else if (day.Length == 0) problems.Add(Words.With("file.unplaced", string.Join(", ", activity.Parts.Select(p => Named(p.Course, board)))));
            else if (DayOf(day) is not { } weekday || !int.TryParse(hour, CultureInfo.InvariantCulture, out var slot)) problems.Add(Words.With("file.place", day, hour));
            else
            {
                for (var i = 0; i < activity.Duration; i++)
                    slots.AddRange(activity.Parts.Select(p => new TimetableSlot(weekday, slot + i, p.Course, RoomOf(room), p.Week)));
            }
        }
        return (slots, problems);
    }

    private static string Text(XElement row, string name) => row.Element(name)?.Value.Trim() ?? "";

    private static (List<TimetableSlot>, List<string>) FromTable(TableFile file, Board board)
    {
        Column[] columns = [Day, Slot, Code, Activity, Room, WeekTurn, Who, What];
        var (slots, problems) = (new List<TimetableSlot>(), new List<string>());
        var plan = new Lazy<Dictionary<string, FetActivity>>(() => FetPlan.Of(board).ToDictionary(a => a.Id.ToString(CultureInfo.InvariantCulture)));
        var any = false;
        foreach (var sheet in file.Sheets)
        {
            if (Header.Find(sheet, columns, h => h.Has(Day) && h.Has(Slot) && (h.Has(Code) || (h.Has(Who) && h.Has(What)))) is not { } header) continue;
            any = true;
            foreach (var row in sheet.Rows.Where(r => r.Line > header.Line))
            {
                var (day, hour) = (header.Cell(row, Day), header.Cell(row, Slot));
                var parts = FetActivity.Read(header.Cell(row, Code)).Where(p => board.Courses.ContainsKey(p.Course)).ToList();
                if (parts.Count == 0 && plan.Value.TryGetValue(header.Cell(row, Activity), out var activity)) parts = [.. activity.Parts];
                if (parts.Count == 0) parts = [.. ByName(header.Cell(row, Who), header.Cell(row, What), board)];
                if (parts.Count == 0) problems.Add(Words.With("file.line-unknown", row.Line, header.Cell(row, Who), header.Cell(row, What)));
                else if (DayOf(day) is not { } weekday || !int.TryParse(hour, CultureInfo.InvariantCulture, out var slot)) problems.Add(Words.With("file.line-place", row.Line, day, hour));
                else slots.AddRange(parts.Select(p => new TimetableSlot(weekday, slot, p.Course, RoomOf(header.Cell(row, Room)), p.Week ?? TurnOf(header.Cell(row, WeekTurn)))));
            }
        }
        return any ? (slots, problems) : throw ImportRefusal.Of("timetable_no_header", file.Name);
    }

    private static IEnumerable<(CourseId, string?)> ByName(string who, string what, Board board)
    {
        var units = board.Units.Where(u => IsNamed(board.UnitName(u) ?? "", who)).ToList();
        return board.Courses.Values.Where(c => units.Contains(c.Unit) && Naming.IsSame(board.SubjectOf(c.Course), what)).Take(1).Select(c => (c.Course, (string?)null));
    }

    private static string Named(CourseId course, Board board) => $"{board.SubjectOf(course)}, {board.UnitName(board.Courses[course].Unit)}";

    private static string? RoomOf(string room) => room.Length is > 0 and <= SetTimetableHandler.LongestRoom ? room.Trim() : null;

    private static string? TurnOf(string week) => Imports.Words.Russian(week.Trim()) is { Length: > 0 } text ? text[^1] switch { 'А' => "a", 'Б' or 'В' => "b", _ => null } : null;

    /// <summary>Пн, понедельник, Mon, 1.</summary>
    private static int? DayOf(string day) => int.TryParse(day, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 7 ? number
        : Enumerable.Range(1, 7).Where(d => Languages.Any(l => IsCalled(d, day, l))).Select(d => (int?)d).FirstOrDefault();

    private static bool IsCalled(int weekday, string day, CultureInfo language) =>
        string.Equals(Weekdays.Short(weekday, language), day, StringComparison.OrdinalIgnoreCase) || string.Equals(Weekdays.Long(weekday, language), day, StringComparison.OrdinalIgnoreCase);

    /// <summary>The school's whole timetable as a table that <see cref="Read"/> takes back.</summary>
    public static byte[] Write(Board board)
    {
        var text = new StringBuilder().AppendJoin(';', new[] { "unit", "day", "slot", "subject", "teacher", "room", "week", "code" }.Select(c => Words["csv." + c])).Append("\r\n");
        foreach (var unit in board.Units)
        {
            foreach (var lesson in board.SlotsOf(unit).Where(l => board.Courses.ContainsKey(l.Course)))
            {
                string[] cells =
                [
                    board.UnitName(unit) ?? unit, Weekdays.Heading(lesson.Weekday), lesson.Slot.ToString(CultureInfo.InvariantCulture), board.SubjectOf(lesson.Course),
                    string.Join(", ", board.TeachersOf(lesson.Course)), lesson.Room ?? "", lesson.Week is null ? "" : Words["csv.week." + lesson.Week], lesson.Course.Value,
                ];
                text.AppendJoin(';', cells.Select(cell => Quoted(CsvCell.Safe(cell)))).Append("\r\n");
            }
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(";\"\r\n\t") < 0 ? cell : '"' + cell.Replace("\"", "\"\"") + '"';

    /// <summary>7А, 7 «А» and 7a are one class.</summary>
    private static bool IsNamed(string name, string written) => name.Length > 0 && Folded(name) == Folded(written);

    private static string Folded(string name) => Imports.Words.Russian(Imports.Words.Fold(name)).Replace(" ", "", StringComparison.Ordinal);
}
