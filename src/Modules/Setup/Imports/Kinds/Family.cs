using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>Родители of the pupils in a file: found among those known, else registered; a namesake in another family is asked about, never merged.</summary>
internal sealed class Family(ImportRegister register, ImportChoices choices)
{
    public static readonly IReadOnlyDictionary<Column, string> Parents = new Dictionary<Column, string>
    {
        [new Column("Мать", ["мать", "мама", "фио матери", "мать фио", "mother"], ["мать", "матер"])] = "mother",
        [new Column("Отец", ["отец", "папа", "фио отца", "отец фио", "father"], ["отец", "отца"])] = "father",
        [new Column("Законный представитель", ["законный представитель", "опекун", "представитель", "guardian"], ["законн", "опекун"])] = "guardian",
    };

    /// <summary>Before the key of a row that names a guardian whom the school does not have yet.</summary>
    private const string InFile = "@";

    private readonly Dictionary<string, List<(GuardianId Id, string Key, string Child)>> here = [];

    /// <summary>Takes the parents named in a pupil's row; the report of the row is added by this, with what there is to ask.</summary>
    public void Take(Draft draft, ImportRow report, PupilId pupil, string child, IReadOnlyList<(string Relation, string Name)> parents, DateOnly from,
        RowOutcome added = RowOutcome.Update)
    {
        var outcome = report.Outcome;
        var said = new List<string>();
        ImportQuestion? question = null;
        foreach (var (relation, name) in parents)
        {
            if (CardOf(name) is not { } card)
            {
                outcome = RowOutcome.Error;
                said.Add(ImportTexts.Say("guardian_name_odd", name));
                continue;
            }
            var key = ImportQuestion.KeyOf(report.Sheet, report.Line, relation + PersonKey.Name(card));
            if (Find(card, pupil, relation, key) is not { } found)
            {
                question ??= new ImportQuestion(key, report.Sheet, report.Line, Candidates(card), true);
                said.Add(ImportTexts.Say("ask_guardian", card.ListName));
                continue;
            }
            if (found.Linked || found.Skipped) continue;
            if (found.Id is null) draft.Step(report.Sheet, report.Line, new RegisterGuardian(Guid.NewGuid(), found.NewId, card));
            var id = found.Id ?? found.NewId;
            draft.Step(report.Sheet, report.Line, new LinkGuardian(Guid.NewGuid(), id, pupil, relation, from));
            if (!here.TryGetValue(PersonKey.Name(card), out var of)) here[PersonKey.Name(card)] = of = [];
            of.Add((id, key, child));
            said.Add(ImportTexts.Say("guardian_added", card.ListName));
            if (outcome is RowOutcome.Unchanged) outcome = added;
        }

        var reason = string.Join("; ", said.Prepend(report.Reason).OfType<string>());
        var row = report with { Outcome = outcome, Reason = Words.OrNull(reason) };
        if (question is not null && outcome is not RowOutcome.Error) draft.Ask(row, question);
        else draft.Row(row);
    }

    /// <summary>«Петрова Мария Ивановна»; null where it is no name.</summary>
    public static PersonCard? CardOf(string name)
    {
        var words = name.Replace(",", " ").Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length >= 2 && name.Length <= 100 && !name.Any(char.IsDigit)
            ? new PersonCard(words[0], words[1], words.ElementAtOrDefault(2), null, null, null)
            : null;
    }

    /// <summary>Null: somebody of that name belongs to another child, and the person has to say whether it is the same.</summary>
    private (GuardianId? Id, GuardianId NewId, bool Linked, bool Skipped)? Find(PersonCard card, PupilId pupil, string relation, string key)
    {
        var named = register.Guardians.Where(g => PersonKey.Name(g.Card) == PersonKey.Name(card)).ToList();
        if (named.Find(g => g.Guardian.Wards.Any(w => w.Pupil == pupil && w.Until is null)) is { Guardian: not null } own) return (own.Guardian.Guardian, default, true, false);
        if (choices.SameAs(key) is { } id)
        {
            if (!id.StartsWith(InFile, StringComparison.Ordinal)) return (GuardianId.From(id), default, false, false);
            if (here.Values.SelectMany(of => of).FirstOrDefault(h => InFile + h.Key == id) is { Key: not null } above) return (above.Id, default, false, false);
        }
        switch (choices.AnswerTo(key))
        {
            case ImportChoices.Other: return (null, Id.New<GuardianId>(), false, false);
            case ImportChoices.Skip: return (null, default, false, true);
        }
        return named.Count == 0 && !here.ContainsKey(PersonKey.Name(card)) ? (null, Id.New<GuardianId>(), false, false) : null;
    }

    private List<(string, string)> Candidates(PersonCard card) =>
    [
        .. register.Guardians.Where(g => PersonKey.Name(g.Card) == PersonKey.Name(card)).Select(g => (g.Guardian.Guardian.Value, ImportTexts.Say(
            "guardian_of", $"{g.Card.ListName} {g.Card.Patronymic}".TrimEnd(),
            string.Join("; ", g.Guardian.Wards.Where(w => w.Until is null).Select(w => register.Known.FirstOrDefault(p => p.Id == w.Pupil)).OfType<KnownPupil>().Select(PupilMatch.Told))))),
        .. here.GetValueOrDefault(PersonKey.Name(card), []).Select(h => (InFile + h.Key, ImportTexts.Say("guardian_of", $"{card.ListName} {card.Patronymic}".TrimEnd(), h.Child))),
    ];
}
