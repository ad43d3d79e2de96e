using ElJournal.Kernel;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Список классов с классными руководителями (D-10.3).</summary>
public sealed class ClassKind : ImportKind
{
    private static readonly Column Class = new("Класс", ["класс", "кл", "class", "название класса"], ["класс "]);
    private static readonly Column Lead = new("Классный руководитель", ["классный руководитель", "кл рук", "руководитель", "class teacher"], ["классный рук", "кл рук", "руководит"]);

    public override string Name => "classes";

    public override Permission Permission => Permission.SetUpSchool;

    public override IReadOnlyList<string[]> Template => [["Класс", "Классный руководитель"], ["7А", "Соколова Ирина Викторовна"]];

    // The teacher first: «Классный руководитель» begins with the word for a class.
    internal override IReadOnlyList<Column> Columns => [Lead, Class];

    internal override bool Suffices(Header header) => header.Has(Class);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var draft = new Draft();
        var seen = new HashSet<ClassName>();
        var sheets = source.Sheets(this);
        foreach (var (sheet, header) in sheets)
        {
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line))
            {
                if (ClassName.Parse(header.Cell(row, Class)) is not { } name) draft.Fault(sheet, row, header, Class, header.Cell(row, Class).Length == 0 ? "class_missing" : "class_unknown");
                else if (!seen.Add(name)) draft.Fault(sheet, row, header, Class, "class_twice");
                else Take(draft, sheet, header, row, name, register, choices);
            }
        }
        return draft.Done(sheets[0].Header.Line);
    }

    private static void Take(Draft draft, TableSheet sheet, Header header, TableRow row, ClassName name, ImportRegister register, ImportChoices choices)
    {
        var known = register.ClassOf(name);
        var report = new ImportRow(sheet.Name, row.Line, known is null ? RowOutcome.Create : RowOutcome.Unchanged, null, null, null, name.ToString());
        var lead = header.Cell(row, Lead);
        var day = choices.Day ?? register.Year.Day;
        if (lead.Length == 0)
        {
            draft.Row(report);
            register.ClassFor(name, draft, sheet.Name, row.Line);
            return;
        }
        if (Teachers.Find(draft, register, choices, report, sheet, header, row, Lead) is not { } teacher) return;
        var id = register.ClassFor(name, draft, sheet.Name, row.Line);
        if (known?.LeadOn(day)?.Teacher == teacher.Staff.Staff)
        {
            draft.Row(report);
            return;
        }
        draft.Row(report with { Outcome = known is null ? RowOutcome.Create : RowOutcome.Update, Reason = ImportTexts.Say("leads_class", teacher.Card.ShortName) });
        draft.Step(sheet.Name, row.Line, new AppointClassTeacher(Guid.NewGuid(), id, teacher.Staff.Staff, day));
    }
}

/// <summary>Teachers as lists name them.</summary>
internal static class Teachers
{
    /// <summary>Null where the row is done with: nobody of that name, or a person has to say which of several.</summary>
    public static (StaffCard Staff, PersonCard Card)? Find(
        Draft draft, ImportRegister register, ImportChoices choices, ImportRow report, TableSheet sheet, Header header, TableRow row, Column column)
    {
        var found = register.StaffNamed(header.Cell(row, column)).Where(s => s.Staff.Dismissed is null).ToList();
        var key = ImportQuestion.KeyOf(sheet.Name, row.Line, "teacher");
        if (found.Count > 1 && choices.SameAs(key) is { } id) found = [.. found.Where(s => s.Staff.Staff.Value == id)];
        switch (found.Count)
        {
            case 1:
                return found[0];
            case 0:
                draft.Fault(sheet, row, header, column, "teacher_not_found");
                return null;
            default:
                if (choices.AnswerTo(key) == ImportChoices.Skip) draft.Row(report with { Outcome = RowOutcome.Ignored, Reason = ImportTexts.Say("skipped") });
                else draft.Ask(report with { Reason = ImportTexts.Say("ask_which_teacher", header.Cell(row, column)) },
                    new ImportQuestion(key, sheet.Name, row.Line, [.. found.Select(s => (s.Staff.Staff.Value, StaffKind.Told(s.Card)))], false));
                return null;
        }
    }
}
