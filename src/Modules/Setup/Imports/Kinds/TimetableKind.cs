using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Расписание (D-10.11, Z-5.9): a row is a lesson of the week; each class or group named in the file gets its week as the file has it.</summary>
public sealed class TimetableKind : ImportKind
{
    private static readonly Column Class = new("Класс", ["класс", "кл", "class"], ["класс "]);
    private static readonly Column Group = new("Группа", ["группа", "подгруппа", "group"], ["групп", "подгрупп"]);
    private static readonly Column Weekday = new("День недели", ["день", "день недели", "weekday", "day"], ["день"]);
    private static readonly Column Slot = new("№ урока", ["урок", "№ урока", "номер урока", "№", "lesson", "slot"], ["урок", "№ урок", "номер"]);
    private static readonly Column Subject = new("Предмет", ["предмет", "учебный предмет", "subject"], ["предмет"]);
    private static readonly Column Room = new("Кабинет", ["кабинет", "каб", "аудитория", "room"], ["кабин", "ауд"]);
    private static readonly Column Week = new("Неделя", ["неделя", "week"], []);

    private static readonly string[][] Weekdays =
    [
        ["понедельник", "пн", "mon", "monday"], ["вторник", "вт", "tue", "tuesday"], ["среда", "ср", "wed", "wednesday"], ["четверг", "чт", "thu", "thursday"],
        ["пятница", "пт", "fri", "friday"], ["суббота", "сб", "sat", "saturday"], ["воскресенье", "вс", "sun", "sunday"],
    ];

    public override string Name => "timetable";

    public override Permission Permission => Permission.SetUpSchool;

    public override IReadOnlyList<string[]> Template =>
        [["Класс", "День недели", "№ урока", "Предмет", "Группа", "Кабинет", "Неделя"], ["7А", "понедельник", "1", "Алгебра", "", "21", ""]];

    internal override IReadOnlyList<Column> Columns => [Class, Group, Weekday, Week, Slot, Subject, Room];

    internal override bool Suffices(Header header) => header.Has(Class) && header.Has(Weekday) && header.Has(Slot) && header.Has(Subject);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var draft = new Draft();
        var lessons = new List<(string Unit, ImportRow Report, TimetableSlot Slot)>();
        var spoilt = new HashSet<string>();
        var sheets = source.Sheets(this);
        foreach (var (sheet, header) in sheets)
        {
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line))
            {
                if (Take(draft, sheet, header, row, register, spoilt) is { } lesson) lessons.Add(lesson);
            }
        }

        foreach (var unit in lessons.GroupBy(lesson => lesson.Unit))
        {
            var slots = unit.Select(lesson => lesson.Slot).OrderBy(s => s.Weekday).ThenBy(s => s.Slot).ThenBy(s => s.Week, StringComparer.Ordinal).ToList();
            var table = register.Timetables.GetValueOrDefault(unit.Key);
            var day = choices.Day ?? register.Year.Day;
            var version = table?.VersionOn(day);
            var before = version?.Slots.OrderBy(s => s.Weekday).ThenBy(s => s.Slot).ThenBy(s => s.Week, StringComparer.Ordinal).ToList() ?? [];
            // A week with a hole because of a fault would be taken for the whole week.
            if (spoilt.Contains(unit.Key))
            {
                foreach (var lesson in unit) draft.Row(lesson.Report with { Outcome = RowOutcome.Error, Reason = ImportTexts.Say("week_is_spoilt") });
                continue;
            }
            foreach (var lesson in unit) draft.Row(lesson.Report with { Outcome = before.Contains(lesson.Slot) ? RowOutcome.Unchanged : version is null ? RowOutcome.Create : RowOutcome.Update });
            if (before.SequenceEqual(slots)) continue;
            var first = unit.First().Report;
            draft.Step(first.Sheet, first.Line, new SetTimetable(Guid.NewGuid(), unit.Key, version is null ? choices.Day ?? register.Year.Year.From : day, slots));
        }
        return draft.Done(sheets[0].Header.Line);
    }

    private static (string, ImportRow, TimetableSlot)? Take(Draft draft, TableSheet sheet, Header header, TableRow row, ImportRegister register, HashSet<string> spoilt)
    {
        if (ClassName.Parse(header.Cell(row, Class)) is not { } name) return Fault(Class, "class_unknown");
        if (register.ClassOf(name) is not { } schoolClass) return Fault(Class, "class_not_formed");
        StudyGroupCard? group = null;
        if (header.Cell(row, Group) is { Length: > 0 } named && (group = Groups.Find(register, ClassId.From(schoolClass.Id), named)) is null) return Fault(Group, "group_not_found", schoolClass.Id);
        var unit = group?.Group.Value ?? schoolClass.Id;
        var weekday = Array.FindIndex(Weekdays, names => names.Contains(Words.Fold(header.Cell(row, Weekday)))) + 1;
        if (weekday == 0 && !(int.TryParse(header.Cell(row, Weekday), NumberStyles.None, CultureInfo.InvariantCulture, out weekday) && weekday is >= 1 and <= 7))
            return Fault(Weekday, "weekday_unknown", unit);
        if (!int.TryParse(header.Cell(row, Slot).TrimEnd('.', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var slot)) return Fault(Slot, "slot_odd", unit);
        string? week = Words.Fold(header.Cell(row, Week)) switch { "" or "каждая" => null, "а" or "a" or "1" or "нечетная" => "a", "б" or "b" or "2" or "четная" => "b", _ => "?" };
        if (week == "?") return Fault(Week, "week_unknown", unit);
        var course = register.SubjectOf(header.Cell(row, Subject)) is { } subject ? register.Courses.FirstOrDefault(c => c.Unit == unit && c.Subject == subject.Subject) : null;
        if (course is null) return Fault(Subject, "course_not_found", unit);
        var what = $"{name}{(group is null ? "" : ", " + group.Name)}, {header.Cell(row, Weekday)}, {slot}: {header.Cell(row, Subject)}";
        return (unit, new ImportRow(sheet.Name, row.Line, RowOutcome.Create, null, null, null, what), new TimetableSlot(weekday, slot, course.Course, Words.OrNull(header.Cell(row, Room)), week));

        (string, ImportRow, TimetableSlot)? Fault(Column column, string reason, string? unit = null)
        {
            draft.Fault(sheet, row, header, column, reason);
            if (unit is not null) spoilt.Add(unit);
            return null;
        }
    }
}
