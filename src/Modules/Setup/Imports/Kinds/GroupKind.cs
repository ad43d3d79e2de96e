using ElJournal.Kernel;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Состав учебных групп (Z-5.7): a row puts a pupil into a group of a subject; groups that are not there yet are formed.</summary>
public sealed class GroupKind : ImportKind
{
    private static readonly Column Group = new("Группа", ["группа", "подгруппа", "название группы", "group"], ["групп", "подгрупп"]);
    private static readonly Column Subject = new("Предмет", ["предмет", "учебный предмет", "subject"], ["предмет"]);
    private static readonly Column Pupil = new("Обучающийся", ["обучающийся", "ученик", "учащийся", "фио", "фио обучающегося", "фио ученика", "pupil"], ["обучающ", "учени", "учащ", "фио"]);
    private static readonly Column Class = new("Класс", ["класс", "кл", "class"], ["класс "]);

    public override string Name => "groups";

    public override Permission Permission => Permission.ManageContingent;

    public override bool MayBeFull => true;

    public override IReadOnlyList<string[]> Template =>
        [["Предмет", "Группа", "Класс", "Обучающийся"], ["Английский язык", "Группа 1", "7А", "Иванова Анна Сергеевна"]];

    internal override IReadOnlyList<Column> Columns => [Group, Subject, Pupil, Class];

    internal override bool Suffices(Header header) => header.Has(Group) && header.Has(Subject) && header.Has(Pupil) && header.Has(Class);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var draft = new Draft();
        var members = new List<Member>();
        var sheets = source.Sheets(this);
        foreach (var (sheet, header) in sheets)
        {
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line))
            {
                if (Take(draft, sheet, header, row, register, choices) is { } member) members.Add(member);
            }
        }

        var (leave, of) = (0, 0);
        foreach (var list in members.GroupBy(m => (m.Subject.Subject, Name: Words.Fold(m.Group))))
        {
            var classes = list.Select(m => m.Class).DistinctBy(c => c.Id).OrderBy(c => c.Name, StringComparer.CurrentCulture).ToList();
            var first = list.First();
            var formed = DerivedId.Of<GroupId>("group", register.Year.Year.Year.Value, list.Key.Subject.Value, string.Join(' ', classes.Select(c => c.Id)), list.Key.Name);
            var known = register.Groups.FirstOrDefault(g => g.Subject == list.Key.Subject && Naming.IsSame(g.Name, first.Group) && g.Classes.Any(c => classes.Exists(k => k.Id == c.Value)))
                // Renamed since, it is still the group that an earlier load of this name has formed.
                ?? register.Groups.FirstOrDefault(g => g.Group == formed);
            var standing = known?.Pupils.Where(p => p.Left is null).Select(p => p.Pupil).ToList() ?? [];
            foreach (var member in list)
                draft.Row(member.Report with { Outcome = standing.Contains(member.Pupil.Id) ? RowOutcome.Unchanged : known is null ? RowOutcome.Create : RowOutcome.Update });
            var named = list.Select(m => m.Pupil.Id).Distinct().ToList();
            var gone = choices.Full ? standing.Except(named).ToList() : [];
            (leave, of) = (leave + gone.Count, of + standing.Count);
            foreach (var pupil in gone)
            {
                var who = register.Known.FirstOrDefault(p => p.Id == pupil) is { } told ? PupilMatch.Told(told) : pupil.Value;
                draft.Row(null, -1 - leave, RowOutcome.Remove, who, ImportTexts.Say("group_leaves", first.Group));
            }
            var id = known?.Group ?? formed;
            if (known is null)
            {
                draft.Step(first.Report.Sheet, first.Report.Line, new FormGroup(
                    Guid.NewGuid(), id, classes.Count == 1 ? GroupKinds.Subgroup : GroupKinds.Interclass, first.Group, [.. classes.Select(c => ClassId.From(c.Id))], list.Key.Subject));
            }
            if (named.Except(standing).Any() || gone.Count > 0)
            {
                draft.Step(first.Report.Sheet, first.Report.Line, new SetGroupMembers(
                    Guid.NewGuid(), id, [.. standing.Except(gone).Union(named)], choices.Day ?? (known is null ? register.Year.Year.From : register.Year.Day)));
            }
        }
        return draft.Done(sheets[0].Header.Line, (leave, of));
    }

    private static Member? Take(Draft draft, TableSheet sheet, Header header, TableRow row, ImportRegister register, ImportChoices choices)
    {
        var (group, name) = (header.Cell(row, Group), Words.Fold(header.Cell(row, Pupil)));
        if (group.Length == 0) return Fault(Group, "group_missing");
        if (ClassName.Parse(header.Cell(row, Class)) is not { } className) return Fault(Class, "class_unknown");
        if (register.ClassOf(className) is not { } schoolClass) return Fault(Class, "class_not_formed");
        if (register.SubjectOf(header.Cell(row, Subject)) is not { } subject) return Fault(Subject, "subject_of_group_unknown");
        var found = register.Known.Where(p => p.Class == className
            && (PersonKey.Name(p.Card).Replace('|', ' ').TrimEnd() == name || Words.Fold(p.Card.ListName) == name)).ToList();
        var key = ImportQuestion.KeyOf(sheet.Name, row.Line);
        var report = new ImportRow(sheet.Name, row.Line, RowOutcome.Create, null, null, null, $"{header.Cell(row, Pupil)}, {className} → {group}");
        if (found.Count > 1 && choices.SameAs(key) is { } id) found = [.. found.Where(p => p.Id.Value == id)];
        if (found.Count == 0) return Fault(Pupil, "pupil_not_in_class");
        if (found.Count == 1) return new Member(group, subject, schoolClass, found[0], report);
        if (choices.AnswerTo(key) == ImportChoices.Skip) draft.Row(report with { Outcome = RowOutcome.Ignored, Reason = ImportTexts.Say("skipped") });
        else draft.Ask(report with { Reason = ImportTexts.Say("ask_which_pupil") }, new ImportQuestion(key, sheet.Name, row.Line, [.. found.Select(p => (p.Id.Value, PupilMatch.Told(p)))], false));
        return null;

        Member? Fault(Column column, string reason)
        {
            draft.Fault(sheet, row, header, column, reason);
            return null;
        }
    }

    private sealed record Member(string Group, SubjectCard Subject, ClassRoster Class, KnownPupil Pupil, ImportRow Report);
}
