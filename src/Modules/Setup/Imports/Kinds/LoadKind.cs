using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Учебная нагрузка (D-10.9, Z-6.8): teacher × class × subject; courses are opened and their teachers assigned.</summary>
public sealed class LoadKind : ImportKind
{
    private static readonly Column Teacher = new("Учитель", ["учитель", "педагог", "фио", "фио учителя", "преподаватель", "teacher"], ["учител", "педагог", "преподават"]);
    private static readonly Column Subject = new("Предмет", ["предмет", "учебный предмет", "дисциплина", "subject"], ["предмет"]);
    private static readonly Column Class = new("Класс", ["класс", "кл", "class"], ["класс "]);
    private static readonly Column Group = new("Группа", ["группа", "подгруппа", "group"], ["групп", "подгрупп"]);
    private static readonly Column Hours = new("Часов в неделю", ["часов", "часы", "часов в неделю", "час нед", "ч нед", "hours"], ["час"]);

    public override string Name => "load";

    public override Permission Permission => Permission.SetUpSchool;

    public override IReadOnlyList<string[]> Template =>
        [["Учитель", "Предмет", "Класс", "Группа", "Часов в неделю"], ["Соколова Ирина Викторовна", "Алгебра", "7А", "", "3"]];

    internal override IReadOnlyList<Column> Columns => [Teacher, Subject, Group, Class, Hours];

    internal override bool Suffices(Header header) => header.Has(Subject) && header.Has(Class) && (header.Has(Hours) || header.Has(Teacher));

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
        var subject = header.Cell(row, Subject);
        if (Words.Fold(string.Join(' ', row.Cells)).StartsWith("итого", StringComparison.Ordinal)) return;
        if (ClassName.Parse(header.Cell(row, Class)) is not { } name) { draft.Fault(sheet, row, header, Class, header.Cell(row, Class).Length == 0 ? "class_missing" : "class_unknown"); return; }
        if (!Naming.IsFit(subject)) { draft.Fault(sheet, row, header, Subject, "subject_missing"); return; }
        if (register.ClassOf(name) is not { } schoolClass) { draft.Fault(sheet, row, header, Class, "class_not_formed"); return; }
        StudyGroupCard? group = null;
        if (header.Cell(row, Group) is { Length: > 0 } named && (group = Groups.Find(register, ClassId.From(schoolClass.Id), named)) is null)
        {
            draft.Fault(sheet, row, header, Group, "group_not_found");
            return;
        }

        var unit = group?.Group.Value ?? schoolClass.Id;
        var report = new ImportRow(sheet.Name, row.Line, RowOutcome.Unchanged, null, null, null, $"{subject}, {name}{(group is null ? "" : ", " + group.Name)}");
        var place = $"{unit}|{Words.Fold(subject)}";
        if (!seen.TryAdd(place, row.Line)) { draft.Fault(sheet, row, header, Subject, "course_twice", seen[place]); return; }
        var course = register.SubjectOf(subject) is { } there
            ? register.Courses.FirstOrDefault(c => c.Unit == unit && c.Subject == there.Subject && c.Layer == Layers.Core)
            : null;
        var hours = HoursOf(header.Cell(row, Hours));
        if (hours is null && (course is null || header.Cell(row, Hours).Length > 0)) { draft.Fault(sheet, row, header, Hours, "week_hours_odd"); return; }
        (StaffCard Staff, PersonCard Card)? teacher = null;
        if (header.Cell(row, Teacher).Length > 0 && (teacher = Teachers.Find(draft, register, choices, report, sheet, header, row, Teacher)) is null) return;
        var id = course?.Course ?? DerivedId.Of<CourseId>("course", register.School.Value, unit, Words.Fold(subject));
        if (course is null)
        {
            var taught = register.SubjectFor(subject, draft, sheet.Name, row.Line);
            draft.Step(sheet.Name, row.Line, new OpenCourse(Guid.NewGuid(), id, group is null ? ClassId.From(schoolClass.Id) : null, taught, hours!.Value, group?.Group));
            report = report with { Outcome = RowOutcome.Create };
        }
        var day = choices.Day ?? register.Year.Day;
        if (course is not null && hours is { } said && said != course.Hours)
        {
            draft.Step(sheet.Name, row.Line, new SetCourseHours(Guid.NewGuid(), id, said, day));
            report = report with { Outcome = RowOutcome.Update, Reason = ImportTexts.Say("week_hours_differ", Shown(course.Hours), Shown(said)) };
        }
        if (teacher is { } t && course?.TeacherOn(day)?.Teacher != t.Staff.Staff)
        {
            draft.Step(sheet.Name, row.Line, new AssignTeacher(Guid.NewGuid(), id, t.Staff.Staff, course is null ? choices.Day ?? register.Year.Year.From : day));
            report = report with { Outcome = course is null ? RowOutcome.Create : RowOutcome.Update, Reason = string.Join("; ", new[] { report.Reason, ImportTexts.Say("teaches", t.Card.ShortName) }.OfType<string>()) };
        }
        if (register.SubjectOf(subject) is null) report = report with { Reason = string.Join("; ", new[] { report.Reason, ImportTexts.Say("subject_new", subject) }.OfType<string>()) };
        draft.Row(report);
    }

    private static string Shown(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.CurrentCulture);

    /// <summary>Hundredths of an hour; null where it is no number of hours.</summary>
    internal static int? HoursOf(string text) =>
        decimal.TryParse(text.Replace(',', '.').TrimEnd('ч', '.', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 100
        && decimal.Truncate(hours * 100) == hours * 100 ? (int)(hours * 100) : null;
}

/// <summary>Groups as lists name them.</summary>
internal static class Groups
{
    public static StudyGroupCard? Find(ImportRegister register, ClassId schoolClass, string name) =>
        register.Groups.FirstOrDefault(g => g.Classes.Contains(schoolClass) && Naming.IsSame(g.Name, name));
}
