using ElJournal.Kernel;

namespace ElJournal.Store.Examining;

/// <summary>How one thing is.</summary>
public enum Health
{
    Well,

    /// <summary>Worth knowing, nothing to repair.</summary>
    Note,

    Ill,
}

/// <summary>Находка осмотра: one thing looked at, in the words of the reader's language. No personal data.</summary>
/// <param name="Check">Its name for programs.</param>
/// <param name="About">Its name for people.</param>
/// <param name="Seen">What is so.</param>
/// <param name="Advice">What to do; null when nothing.</param>
/// <param name="School">Whose; null: of the whole installation.</param>
public sealed record Finding(string Check, string About, Health Health, string Seen, string? Advice = null, SchoolId? School = null)
{
    /// <param name="advice">What to do where it is ill.</param>
    public static Finding Of(string check, string about, bool isWell, string seen, string advice) =>
        new(check, about, isWell ? Health.Well : Health.Ill, seen, isWell ? null : advice);
}
