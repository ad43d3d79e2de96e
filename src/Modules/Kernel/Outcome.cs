using System.Globalization;
using System.Resources;

namespace ElJournal.Kernel;

/// <summary>A named reason to refuse a command; its sentence stands in the module's <c>Texts.resx</c> under <c>refusal.{Code}</c>.</summary>
/// <param name="Code">Stable name, <c>module.snake_case</c>; part of the JSON API.</param>
/// <param name="Texts">Where the sentence is found, Russian neutral, English second.</param>
public sealed record RefusalKind(string Code, ResourceManager Texts)
{
    public override string ToString() => Code;
}

/// <summary>A refusal as the user meets it: the reason, what it speaks of, and, where somebody was faster, what stands there now.</summary>
/// <param name="Current">The state that the command did not know of, for showing the difference; null when nothing changed underneath.</param>
public sealed record Refusal(RefusalKind Kind, object?[] Arguments, object? Current = null)
{
    /// <summary>The sentence in the language of <paramref name="culture"/> (the current one by default).</summary>
    public string Text(CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        var pattern = Kind.Texts.GetString("refusal." + Kind.Code, culture)
            ?? throw new InvalidOperationException($"Refusal {Kind.Code} has no text.");
        return string.Format(culture, pattern, Arguments);
    }
}

/// <summary>The answer to a command: accepted, or refused with a reason. Never an exception: a refusal is an expected answer.</summary>
public sealed record Outcome
{
    private Outcome(Refusal? refusal) => Refusal = refusal;

    public static Outcome Accepted { get; } = new((Refusal?)null);

    public Refusal? Refusal { get; }

    public bool IsAccepted => Refusal is null;

    public static Outcome Refused(RefusalKind kind, params object?[] arguments) => new(new Refusal(kind, arguments));

    /// <summary>Refused because what the user saw has changed; <paramref name="current"/> is what stands there now.</summary>
    public static Outcome Changed(RefusalKind kind, object current, params object?[] arguments) =>
        new(new Refusal(kind, arguments, current));
}
