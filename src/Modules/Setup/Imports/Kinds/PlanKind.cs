using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>КТП (D-10.10, Z-6.9): the file's plan becomes the next version of the course's.</summary>
public sealed class PlanKind : ImportKind
{
    public override string Name => "plan";

    public override Permission Permission => Permission.SetUpSchool;

    public override bool AsksDay => false;

    public override bool AsksCourse => true;

    public override IReadOnlyList<string[]> Template =>
        [["№", "Тема урока", "Кол-во часов", "Домашнее задание", "Практика"], ["1", "Повторение. Действия с дробями", "1", "§ 1, № 5–7", "нет"]];

    internal override IReadOnlyList<Column> Columns => PlanFile.Columns;

    internal override bool Suffices(Header header) => PlanFile.IsHeading(header);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        if (choices.Course is not { } course) throw ImportRefusal.Of("import_no_target", source.File.Name);
        if (register.Courses.All(c => c.Course != course)) throw ImportRefusal.Of("course_is_unknown", source.File.Name);
        var read = PlanFile.Read(source.File, choices.Plan, source.Columns);
        var current = register.Plans.GetValueOrDefault(course);
        var draft = new Draft();
        var report = read.Report(current?.Items);
        foreach (var row in report.Rows) draft.Row(row);
        if (read.Changes(current?.Items))
        {
            var command = new ImportPlan(Guid.NewGuid(), course, read.Items);
            if (ImportPlanHandler.Handle(command, current, new ImportPlanFacts(true)).Item1.Refusal is { } refusal) throw ImportRefusal.Because(refusal, source.File.Name);
            draft.Step(read.Course.Sheet, read.Lines.FirstOrDefault(line => line.Item is not null)?.Report.Line ?? read.HeaderLine, command);
        }
        return draft.Done(read.HeaderLine);
    }
}
