using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Список обучающихся (D-10.3, Z-5.6): new ones are enrolled, known ones compared; with columns of the parents, the parents too.</summary>
public sealed class PupilKind : ImportKind
{
    public override string Name => "pupils";

    public override Permission Permission => Permission.ManageContingent;

    public override bool MayBeFull => true;

    public override IReadOnlyList<string[]> Template =>
    [
        ["Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Класс", "Личное дело", "Мать", "Отец", "Законный представитель"],
        ["Иванова", "Анна", "Сергеевна", "Ж", "14.03.2013", "7А", "И-118", "Иванова Мария Петровна", "Иванов Сергей Ильич", ""],
    ];

    internal override IReadOnlyList<Column> Columns => PupilList.Columns;

    internal override bool Suffices(Header header) => PupilList.IsHeading(header);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var list = PupilList.Read(source.File, register.Year.Today, source.Columns);
        var verdicts = PupilMatch.Judge(list, register.Known);
        var draft = new Draft();
        var family = new Family(register, choices);
        var named = new HashSet<PupilId>();
        foreach (var given in verdicts)
        {
            var verdict = Answered(given, register, choices);
            if (verdict.Pupil is { } known) named.Add(known.Id);
            foreach (var namesake in verdict.Namesakes) named.Add(namesake.Id);
            if (verdict.Outcome is RowOutcome.Ask)
            {
                draft.Ask(verdict.Report, new ImportQuestion(
                    ImportQuestion.KeyOf(verdict.Report.Sheet, verdict.Report.Line), verdict.Report.Sheet, verdict.Report.Line,
                    [.. verdict.Namesakes.Select(n => (n.Id.Value, PupilMatch.Told(n)))], true));
                continue;
            }
            if (verdict.Row is not { } row || verdict.Outcome is not (RowOutcome.Create or RowOutcome.Update or RowOutcome.Unchanged))
            {
                draft.Row(verdict.Report);
                continue;
            }
            var pupil = verdict.Pupil?.Id ?? Id.New<PupilId>();
            var from = choices.Day ?? (verdict.Pupil is null ? register.Year.Year.From : register.Year.Day);
            if (verdict.Outcome is not RowOutcome.Unchanged)
            {
                var schoolClass = register.ClassFor(row.Class, draft, row.Sheet, row.Line);
                draft.Step(row.Sheet, row.Line, verdict.Pupil is null
                    ? new EnrolPupil(Guid.NewGuid(), pupil, verdict.Card!, schoolClass, from)
                    : new ReconcilePupil(Guid.NewGuid(), pupil, verdict.Card == verdict.Pupil.Card ? null : verdict.Card, schoolClass, from));
            }
            family.Take(draft, verdict.Report, pupil, PupilMatch.Told(new KnownPupil(pupil, verdict.Card!, row.Class)), row.Parents, from);
        }

        var leaving = choices.Full ? Leave(draft, register, choices, named) : default;
        return draft.Done(list.HeaderLine, leaving);
    }

    /// <summary>What the person said about a row that was asked.</summary>
    private static PupilVerdict Answered(PupilVerdict verdict, ImportRegister register, ImportChoices choices)
    {
        if (verdict.Outcome is not RowOutcome.Ask) return verdict;
        var key = ImportQuestion.KeyOf(verdict.Report.Sheet, verdict.Report.Line);
        if (choices.SameAs(key) is { } id) return register.Known.FirstOrDefault(p => p.Id.Value == id) is { } same ? PupilMatch.As(verdict.Row!, same) : verdict;
        return choices.AnswerTo(key) switch
        {
            ImportChoices.Other => PupilMatch.AsNew(verdict.Row!),
            ImportChoices.Skip => verdict with { Report = verdict.Report with { Outcome = RowOutcome.Ignored, Reason = ImportTexts.Say("skipped") }, Namesakes = verdict.Namesakes },
            _ => verdict,
        };
    }

    /// <summary>Полный список: those of this year's classes whom no row means leave the school.</summary>
    private static (int, int) Leave(Draft draft, ImportRegister register, ImportChoices choices, HashSet<PupilId> named)
    {
        var here = register.Known.Where(p => p.Class is not null).ToList();
        var gone = here.Where(p => !named.Contains(p.Id)).OrderBy(p => p.Card.ListName, StringComparer.CurrentCulture).ToList();
        foreach (var (place, pupil) in gone.Index())
        {
            // They stand in no row of the file.
            var line = -1 - place;
            draft.Row(null, line, RowOutcome.Remove, PupilMatch.Told(pupil), ImportTexts.Say("leaves"));
            draft.Step(null, line, new DepartPupil(Guid.NewGuid(), pupil.Id, choices.Day ?? register.Year.Day));
        }
        return (gone.Count, here.Count);
    }
}
