using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить правила проведения уроков (D-4, D-12), in force from a day until the next version.</summary>
public sealed record SetLessonLife(Guid CommandId, LessonLifeSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.LessonLife;
}

public static class SetLessonLifeHandler
{
    public static (Outcome, Events) Handle(
        SetLessonLife command, [WriteAggregate(nameof(SetLessonLife.Stream), Required = false)] LessonLifeRules? standing)
    {
        var rules = command.Rules;
        if (rules.NotHeld.Count == 0) return (Outcome.Refused(Refusals.LessonLifeLacksReasons), []);
        if (!Naming.IsFit(rules.Act)) return (Outcome.Refused(Refusals.LessonLifeLacksAct), []);
        if ((Faulty(rules.NotHeld.Select(r => (r.Code, r.Name))) ?? Faulty(rules.Extra.Select(k => (k.Code, k.Name)))) is { } faulty)
            return (Outcome.Refused(Refusals.LessonLifeRepeats, faulty), []);
        return standing?.Versions.FirstOrDefault(v => v.From == rules.From) is { } version
            && version.Act == rules.Act && version.NotHeld.SequenceEqual(rules.NotHeld) && version.Extra.SequenceEqual(rules.Extra)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [rules]);
    }

    /// <summary>The first that has no name or whose code or name stands twice; null when all are good.</summary>
    private static string? Faulty(IEnumerable<(string Code, string Name)> rows)
    {
        var (codes, names) = (new HashSet<string>(), new HashSet<string>(StringComparer.CurrentCultureIgnoreCase));
        foreach (var (code, name) in rows)
            if (string.IsNullOrWhiteSpace(code) || !Naming.IsFit(name) || !codes.Add(code) || !names.Add(name)) return name;
        return null;
    }
}
