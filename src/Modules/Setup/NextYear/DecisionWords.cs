using System.Globalization;

namespace ElJournal.Setup.NextYear;

/// <summary>Решение о переводе, as a sentence names it in the language of its reader: повторное обучение.</summary>
/// <param name="Decision">One of <see cref="PromotionDecisions"/>; null: nothing is decided.</param>
public sealed record DecisionWords(string? Decision) : IFormattable
{
    public string ToString(string? format, IFormatProvider? provider)
    {
        var culture = provider as CultureInfo ?? CultureInfo.CurrentUICulture;
        return (NextYearEndpoints.Words.Resources.GetString(Decision is null ? "decision.none" : "decision." + Decision, culture) ?? Decision ?? "").ToLower(culture);
    }

    public override string ToString() => ToString(null, null);
}
