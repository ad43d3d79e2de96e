using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Access.Consents;

/// <summary>Положение об обработке персональных данных: all versions, oldest first.</summary>
public sealed record PersonalDataRules(string Id, IReadOnlyList<PersonalDataRulesSet> Versions)
{
    public const string Stream = "regulation/personal-data";

    public static PersonalDataRules Create(PersonalDataRulesSet e) => new(Stream, [e]);

    public static PersonalDataRules Apply(PersonalDataRulesSet e, PersonalDataRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The rules in force on a date; before the first version, the first.</summary>
    public PersonalDataRulesSet On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date) ?? Versions[0];
}

/// <summary>Утвердить положение об обработке персональных данных: kinds of consent and bases of erasure, in force from a day.</summary>
public sealed record SetPersonalDataRules(Guid CommandId, PersonalDataRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => PersonalDataRules.Stream;
}

public static class SetPersonalDataRulesHandler
{
    private const int Longest = 200;

    public static (Outcome, Events) Handle(
        SetPersonalDataRules command, [WriteAggregate(nameof(SetPersonalDataRules.Stream), Required = false)] PersonalDataRules? standing)
    {
        var rules = command.Rules;
        if (!IsFit(rules.Act)) return (Outcome.Refused(Refusals.PersonalDataRulesLackAct), []);
        if (rules.Consents.Count == 0 || rules.Bases.Count == 0) return (Outcome.Refused(Refusals.PersonalDataRulesAreEmpty), []);
        var named = rules.Consents.Select(c => (c.Code, c.Name)).ToList();
        var based = rules.Bases.Select(b => (b.Code, b.Name)).ToList();
        if ((Faulty(named) ?? Faulty(based)) is { } code) return (Outcome.Refused(Refusals.PersonalDataRulesRepeatCode, code), []);
        return standing?.Versions.FirstOrDefault(v => v.From == rules.From) is { } version && Same(version, rules)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [rules]);
    }

    /// <summary>The first code that is empty, unfit for an address, nameless or there twice.</summary>
    private static string? Faulty(IEnumerable<(string Code, string Name)> entries)
    {
        var seen = new HashSet<string>();
        return entries.Where(entry => !Id.IsValid(entry.Code) || !IsFit(entry.Name) || !seen.Add(entry.Code)).Select(entry => entry.Code).FirstOrDefault();
    }

    private static bool IsFit(string text) => text.Trim().Length is > 0 and <= Longest;

    private static bool Same(PersonalDataRulesSet one, PersonalDataRulesSet other) =>
        one.Consents.SequenceEqual(other.Consents) && one.Bases.SequenceEqual(other.Bases) && one.Act == other.Act;
}
