using System.Diagnostics.CodeAnalysis;

namespace ElJournal.Setup.Imports;

/// <summary>A pupil the school already has; the class is null for one who has left or was never placed.</summary>
public sealed record KnownPupil(PupilId Id, PersonCard Card, ClassName? Class);

/// <summary>What a row of a list comes to.</summary>
/// <param name="Row">Null for a row that could not be read.</param>
/// <param name="Pupil">The pupil whom the row speaks of; null for a new one and where that is to be asked.</param>
/// <param name="Card">The card after the import: what the row leaves empty stays as it was.</param>
/// <param name="Moves">The pupil goes to another class.</param>
/// <param name="Namesakes">Whom the question is about.</param>
public sealed record PupilVerdict(
    ImportRow Report, PupilRow? Row, KnownPupil? Pupil, PersonCard? Card, bool Moves, IReadOnlyList<KnownPupil> Namesakes)
{
    public RowOutcome Outcome => Report.Outcome;
}

/// <summary>
/// Сверка списка: which pupil each row means, by the number of the personal file first, then by full name and birth date.
/// Namesakes are asked about, never merged. A pupil whom the list leaves out is left alone.
/// </summary>
public static class PupilMatch
{
    /// <returns>Verdicts in the order of the file, faulty rows included. The order of the rows changes no verdict.</returns>
    public static IReadOnlyList<PupilVerdict> Judge(PupilList list, IReadOnlyCollection<KnownPupil> existing)
    {
        var sheets = list.File.Sheets.Select((sheet, order) => (sheet.Name, order)).ToLookup(sheet => sheet.Name, sheet => sheet.order);
        var faults = list.Faults
            .GroupBy(fault => (fault.Sheet, fault.Line))
            .Select(row => new PupilVerdict(Fault(row), null, null, null, false, []));
        return [.. Judge(list.Rows, existing).Concat(faults)
            .OrderBy(verdict => sheets[verdict.Report.Sheet].FirstOrDefault())
            .ThenBy(verdict => verdict.Report.Line)];
    }

    /// <inheritdoc cref="Judge(PupilList, IReadOnlyCollection{KnownPupil})"/>
    public static IReadOnlyList<PupilVerdict> Judge(IReadOnlyList<PupilRow> rows, IReadOnlyCollection<KnownPupil> existing)
    {
        var byFile = existing.Where(pupil => pupil.Card.PersonalFile is not null).ToLookup(pupil => PersonKey.File(pupil.Card.PersonalFile)!);
        var byName = existing.ToLookup(pupil => PersonKey.Name(pupil.Card));
        var rowsByFile = rows.Where(row => row.Card.PersonalFile is not null).ToLookup(row => PersonKey.File(row.Card.PersonalFile)!);
        var rowsByName = rows.ToLookup(row => PersonKey.Name(row.Card));

        // Whoever a row names beyond doubt is not the one whom another row may mean.
        var certain = rows.ToDictionary(row => row, row => Certain(row, byFile, byName));
        var claims = rows.Where(row => certain[row] is not null).ToLookup(row => certain[row]!.Id);
        var claimed = claims.Select(claim => claim.Key).ToHashSet();
        return [.. rows.Select(row =>
            Repeated(row, rowsByFile, rowsByName)
            ?? Contested(row, certain[row], claims)
            ?? Found(row, certain[row])
            ?? Doubtful(row, byFile, byName, rowsByName, claimed)
            ?? Verdict(row, RowOutcome.Create, card: row.Card))];
    }

    /// <summary>The same person twice in the file: the first row counts when both say the same, none when they do not.</summary>
    private static PupilVerdict? Repeated(PupilRow row, ILookup<string, PupilRow> byFile, ILookup<string, PupilRow> byName)
    {
        var same = byName[PersonKey.Name(row.Card)]
            .Where(other => other == row || SameOneIn(row.Card, other.Card))
            .Concat(row.Card.PersonalFile is null ? [] : byFile[PersonKey.File(row.Card.PersonalFile)!])
            .Distinct()
            .ToList();
        if (same.Count < 2)
        {
            return null;
        }

        if (same.Any(other => other.Class != row.Class || Merged(other.Card, row.Card) != other.Card || Merged(row.Card, other.Card) != row.Card))
        {
            return Verdict(row, RowOutcome.Error, ImportTexts.Say("pupil_twice", PupilList.Others(same, row)));
        }

        var first = same[0];
        return first == row ? null : Verdict(row, RowOutcome.Duplicate, ImportTexts.Say("pupil_repeated", first.Line));
    }

    /// <summary>Two rows that look like two persons, one by number and one by name, both mean one pupil.</summary>
    private static PupilVerdict? Contested(PupilRow row, KnownPupil? pupil, ILookup<PupilId, PupilRow> claims) =>
        pupil is not null && claims[pupil.Id].Any(other => PersonKey.Name(other.Card) != PersonKey.Name(row.Card) || other.Card.Born != row.Card.Born)
            ? Verdict(row, RowOutcome.Ask, ImportTexts.Say("ask_contested", Listed([pupil]), PupilList.Others(claims[pupil.Id], row)), namesakes: [pupil])
            : null;

    private static KnownPupil? Certain(PupilRow row, ILookup<string, KnownPupil> byFile, ILookup<string, KnownPupil> byName)
    {
        if (row.Card.PersonalFile is not null && Only(byFile[PersonKey.File(row.Card.PersonalFile)!]) is { } filed)
        {
            // One number, but neither the given name nor the birthday agree: rather a slip in the number than the same child.
            return PersonKey.Given(filed.Card) == PersonKey.Given(row.Card) || (row.Card.Born is not null && filed.Card.Born == row.Card.Born) ? filed : null;
        }

        return Only(byName[PersonKey.Name(row.Card)].Where(pupil =>
            !FilesDiffer(pupil.Card, row.Card)
            && (row.Card.Born is not null ? pupil.Card.Born == row.Card.Born : SaysNothingNew(pupil, row))));
    }

    /// <summary>A list without birthdays and numbers, loaded again: nothing would change, so there is nothing to ask.</summary>
    private static bool SaysNothingNew(KnownPupil pupil, PupilRow row) =>
        pupil.Class == row.Class && pupil.Card.Born is null && Merged(pupil.Card, row.Card) == pupil.Card;

    private static PupilVerdict? Found(PupilRow row, KnownPupil? pupil)
    {
        if (pupil is null)
        {
            return null;
        }

        var card = Merged(pupil.Card, row.Card);
        var moves = pupil.Class != row.Class;
        return card == pupil.Card && !moves
            ? Verdict(row, RowOutcome.Unchanged, pupil: pupil, card: card)
            : Verdict(row, RowOutcome.Update, Changes(pupil, card, row), pupil, card, moves);
    }

    /// <summary>The person has said that the row means this pupil.</summary>
    internal static PupilVerdict As(PupilRow row, KnownPupil pupil) => Found(row, pupil)!;

    /// <summary>The person has said that the row means somebody new.</summary>
    internal static PupilVerdict AsNew(PupilRow row) => Verdict(row, RowOutcome.Create, card: row.Card);

    private static PupilVerdict? Doubtful(
        PupilRow row, ILookup<string, KnownPupil> byFile, ILookup<string, KnownPupil> byName, ILookup<string, PupilRow> rowsByName, HashSet<PupilId> claimed)
    {
        if (row.Card.PersonalFile is not null && byFile[PersonKey.File(row.Card.PersonalFile)!].ToList() is { Count: > 0 } filed)
        {
            return Verdict(row, RowOutcome.Ask, ImportTexts.Say("ask_file_number", Listed(filed)), namesakes: filed);
        }

        var namesakes = byName[PersonKey.Name(row.Card)]
            .Where(pupil => !claimed.Contains(pupil.Id) && !KnownApart(pupil.Card, row.Card))
            .ToList();
        if (namesakes.Count > 0)
        {
            return Verdict(row, RowOutcome.Ask, ImportTexts.Say("ask_namesake", Listed(namesakes)), namesakes: namesakes);
        }

        var inFile = rowsByName[PersonKey.Name(row.Card)].Where(other => other != row && !SameOneIn(row.Card, other.Card) && !Distinguishable(row.Card, other.Card)).ToList();
        return inFile.Count > 0
            ? Verdict(row, RowOutcome.Ask, ImportTexts.Say("ask_namesake_in_file", string.Join(", ", inFile.Select(other => other.Line).Order())))
            : null;
    }

    /// <summary>Two numbers and two birthdays: nobody would take the two for one.</summary>
    private static bool KnownApart(PersonCard one, PersonCard other) =>
        FilesDiffer(one, other) && one.Born is not null && other.Born is not null && one.Born != other.Born;

    /// <summary>Within one list, written by one hand, either a birthday or a number tells two rows apart.</summary>
    private static bool Distinguishable(PersonCard one, PersonCard other) =>
        FilesDiffer(one, other) || (one.Born is not null && other.Born is not null && one.Born != other.Born);

    /// <summary>Namesakes of one list who are one person: born on one day, and no two numbers say otherwise.</summary>
    private static bool SameOneIn(PersonCard one, PersonCard other) =>
        !FilesDiffer(one, other) && ((one.Born is not null && one.Born == other.Born) || (one.PersonalFile is not null && other.PersonalFile is not null));

    private static bool FilesDiffer(PersonCard one, PersonCard other) =>
        one.PersonalFile is not null && other.PersonalFile is not null && PersonKey.File(one.PersonalFile) != PersonKey.File(other.PersonalFile);

    private static PersonCard Merged(PersonCard known, PersonCard row) => new(
        Spelling(known.Family, row.Family)!,
        Spelling(known.Given, row.Given)!,
        Spelling(known.Patronymic, row.Patronymic),
        row.Born ?? known.Born,
        row.Sex ?? known.Sex,
        PersonKey.File(row.PersonalFile) is null || PersonKey.File(row.PersonalFile) == PersonKey.File(known.PersonalFile)
            ? known.PersonalFile
            : row.PersonalFile);

    /// <summary>The list's spelling, except that it takes no ё away and does not shout.</summary>
    private static string? Spelling(string? known, string? row)
    {
        if (row is null || known is null || Words.Fold(row) != Words.Fold(known))
        {
            return row ?? known;
        }

        var losesYo = row.Count(c => c is 'ё' or 'Ё') < known.Count(c => c is 'ё' or 'Ё');
        var shouts = row == row.ToUpperInvariant() || row == row.ToLowerInvariant();
        return losesYo || shouts ? known : row;
    }

    private static string Changes(KnownPupil pupil, PersonCard card, PupilRow row)
    {
        var changes = new List<string>();
        Note("what_family", pupil.Card.Family, card.Family);
        Note("what_given", pupil.Card.Given, card.Given);
        Note("what_patronymic", pupil.Card.Patronymic, card.Patronymic);
        Note("what_born", pupil.Card.Born?.ToString("dd.MM.yyyy"), card.Born?.ToString("dd.MM.yyyy"));
        Note("what_sex", pupil.Card.Sex, card.Sex);
        Note("what_file", pupil.Card.PersonalFile, card.PersonalFile);
        Note("what_class", pupil.Class?.ToString(), row.Class.ToString());
        return string.Join("; ", changes);

        void Note(string what, string? from, string? to)
        {
            if (from != to)
            {
                changes.Add($"{ImportTexts.Say(what)}: {from ?? "—"} → {to ?? "—"}");
            }
        }
    }

    private static string Listed(IEnumerable<KnownPupil> pupils) => string.Join("; ", pupils.Select(Told));

    /// <summary>Иванова Анна Сергеевна, 7А, 14.03.2013, И-118: enough to tell namesakes apart.</summary>
    internal static string Told(KnownPupil pupil) => string.Join(", ", new[]
    {
        $"{pupil.Card.ListName} {pupil.Card.Patronymic}".TrimEnd(), pupil.Class?.ToString(), pupil.Card.Born?.ToString("dd.MM.yyyy"), pupil.Card.PersonalFile,
    }.OfType<string>());

    private static KnownPupil? Only(IEnumerable<KnownPupil> pupils) => pupils.Take(2).ToList() is [var only] ? only : null;

    private static PupilVerdict Verdict(
        PupilRow row,
        RowOutcome outcome,
        string? reason = null,
        KnownPupil? pupil = null,
        PersonCard? card = null,
        bool moves = false,
        IReadOnlyList<KnownPupil>? namesakes = null) =>
        new(new ImportRow(row.Sheet, row.Line, outcome, null, null, reason, $"{row.Card.ListName}, {row.Class}"), row, pupil, card, moves, namesakes ?? []);

    private static ImportRow Fault(IEnumerable<RowFault> row)
    {
        var first = row.First();
        return new ImportRow(
            first.Sheet, first.Line, RowOutcome.Error, first.Column, first.Value, string.Join(" ", row.Select(fault => fault.Reason)), null);
    }
}

/// <summary>By what persons are told apart.</summary>
internal static class PersonKey
{
    /// <summary>Rows that one personal file may carry: the same given name or the same birthday.</summary>
    public static IEqualityComparer<PupilRow> SamePerson { get; } = new ByNameAndBirth();

    public static string Name(PersonCard card) =>
        $"{Words.Fold(card.Family)}|{Words.Fold(card.Given)}|{Words.Fold(card.Patronymic ?? "")}";

    public static string Given(PersonCard card) => Words.Fold(card.Given);

    public static string? File(string? number) => number is null ? null : Words.Russian(number).Replace(" ", "").Replace('–', '-').Replace('—', '-');

    private sealed class ByNameAndBirth : IEqualityComparer<PupilRow>
    {
        public bool Equals(PupilRow? x, PupilRow? y) => ReferenceEquals(x, y)
            || (x is not null && y is not null && Name(x.Card) == Name(y.Card) && x.Card.Born == y.Card.Born);

        public int GetHashCode([DisallowNull] PupilRow row) => HashCode.Combine(Name(row.Card), row.Card.Born);
    }
}
