namespace ElJournal.Sample.Plan;

/// <summary>Имена: lists by people, from which whole families are named consistently.</summary>
internal static class NameBook
{
    public const string Russian = "русские";

    /// <summary>Peoples with their share of the families: a tenth is not Russian by name.</summary>
    public static readonly IReadOnlyList<(string People, double Share)> Peoples =
        [(Russian, 0.90), ("татары", 0.04), ("армяне", 0.025), ("азербайджанцы", 0.02), ("таджики", 0.015)];

    private static readonly Dictionary<string, IReadOnlyList<string>> Lists = new[] { "surnames", "boys", "girls", "fathers", "mothers" }
        .SelectMany(file => Texts.Lines($"names/{file}").Select(line => line.Split(':', 2)).GroupBy(parts => parts[0])
            .Select(g => (Key: $"{file}/{g.Key}", Words: g.SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList())))
        .ToDictionary(x => x.Key, IReadOnlyList<string> (x) => x.Words, StringComparer.Ordinal);

    private static readonly HashSet<string> RussianForms = [.. Lists[$"surnames/{Russian}"], .. Lists[$"surnames/{Russian}"].Select(Feminine)];

    /// <summary>How many surnames there are in all.</summary>
    public static int Surnames => Lists.Where(l => l.Key.StartsWith("surnames/", StringComparison.Ordinal)).Sum(l => l.Value.Count);

    /// <summary>Whether the surname, in either form, stands among the Russian ones.</summary>
    public static bool IsRussian(string surname) => RussianForms.Contains(surname.Split('-')[0]);

    /// <summary>Фамилия in the masculine form: the weight of the rank r is 1/(r + 8).</summary>
    public static string Surname(Dice dice, string people) => ByRank(dice, Lists[$"surnames/{people}"], 8);

    public static string Child(Dice dice, string people, bool male) => ByRank(dice, Lists[$"{(male ? "boys" : "girls")}/{people}"], 6);

    public static string Mother(Dice dice, string people) => ByRank(dice, Lists[$"mothers/{people}"], 8);

    /// <summary>Имя отца and the patronymic that it gives a son.</summary>
    public static (string Given, string Patronymic) Father(Dice dice, string people)
    {
        var parts = ByRank(dice, Lists[$"fathers/{people}"], 8).Split('/');
        return (parts[0], parts[1].Replace('_', ' '));
    }

    /// <summary>Фамилия of a woman: «Соколова», «Покровская», «Шевченко».</summary>
    public static string Feminine(string surname)
    {
        if (surname.Contains('-', StringComparison.Ordinal)) return string.Join('-', surname.Split('-').Select(Feminine));
        if (Ends(surname, "ский", "цкий", "ой", "ый") && surname != "Цой") return surname[..^2] + "ая";
        return Ends(surname, "ов", "ев", "ёв", "ин", "ын") ? surname + "а" : surname;
    }

    /// <summary>Отчество of a woman: «Сергеевна», «Ильинична», «Рашид кызы».</summary>
    public static string Daughterly(string patronymic) =>
        patronymic.EndsWith(" оглы", StringComparison.Ordinal) ? patronymic[..^4] + "кызы"
        : patronymic == "Ильич" ? "Ильинична"
        : Ends(patronymic, "ович", "евич") ? patronymic[..^2] + "на"
        : patronymic.EndsWith("ич", StringComparison.Ordinal) ? patronymic + "на" : patronymic;

    private static bool Ends(string word, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (word.EndsWith(end, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static string ByRank(Dice dice, IReadOnlyList<string> words, int head)
    {
        var total = 0.0;
        for (var i = 0; i < words.Count; i++) total += 1.0 / (i + 1 + head);
        var left = dice.Share() * total;
        for (var i = 0; i < words.Count; i++)
        {
            if ((left -= 1.0 / (i + 1 + head)) < 0) return words[i];
        }
        return words[^1];
    }
}
