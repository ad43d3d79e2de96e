namespace ElJournal.Host.Cli;

/// <summary>How one thing is.</summary>
internal enum Health
{
    Well,

    /// <summary>Worth knowing, nothing to repair.</summary>
    Note,

    Ill,
}

/// <summary>One thing looked at.</summary>
/// <param name="Check">Its name for programs.</param>
/// <param name="Advice">What to do; null when nothing.</param>
internal sealed record Finding(string Check, string About, Health Health, string Seen, string? Advice = null)
{
    public static Finding Of(string check, string about, bool isWell, string seen, string advice) =>
        new(check, about, isWell ? Health.Well : Health.Ill, seen, isWell ? null : advice);
}
