using System.Globalization;
using System.Resources;

namespace ElJournal.Postgres;

/// <summary>The module's sentences: Russian in Texts.resx, English in Texts.en.resx.</summary>
internal static class Texts
{
    private static readonly ResourceManager Sentences = new("ElJournal.Postgres.Texts", typeof(Texts).Assembly);

    public static string Format(string name, params object?[] values) => string.Format(
        CultureInfo.CurrentCulture,
        Sentences.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException(name),
        values);
}
