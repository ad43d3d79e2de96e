using System.Globalization;
using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Setup.Imports;

/// <summary>The sentences of imports, from the module's <c>Texts.resx</c>, in the language of the one who imports.</summary>
internal static class ImportTexts
{
    private static readonly ResourceManager Texts = new("ElJournal.Setup.Texts", typeof(ImportTexts).Assembly);

    public static RefusalKind Refusal(string name) => new("setup." + name, Texts);

    /// <summary>«лист «7А», строка 12».</summary>
    public static string Place(string? sheet, int line) => line < 0 ? Say("not_in_file") : sheet is null ? Say("line", line) : Say("sheet_line", sheet, line);

    /// <summary>The words of a report or the reason of one row, under <c>import.{name}</c>.</summary>
    public static string Say(string name, params object?[] arguments) => string.Format(
        CultureInfo.CurrentUICulture,
        Texts.GetString("import." + name, CultureInfo.CurrentUICulture)
            ?? throw new InvalidOperationException($"Import text {name} is missing."),
        arguments);
}
