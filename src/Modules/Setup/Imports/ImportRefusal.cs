using ElJournal.Kernel;

namespace ElJournal.Setup.Imports;

/// <summary>Файл не принят: the whole file is refused, with its name and, where known, sheet and line. Nothing of it is stored.</summary>
public sealed class ImportRefusal : Exception
{
    private ImportRefusal(RefusalKind kind, string file, string? sheet, int? line, object?[] arguments, Exception? cause)
        : base(null, cause)
    {
        Refusal = new Refusal(kind, arguments);
        File = file;
        Sheet = sheet;
        Line = line;
    }

    public Refusal Refusal { get; }

    public string File { get; }

    public string? Sheet { get; }

    public int? Line { get; }

    /// <summary>«список.csv, строка 7: кавычка открыта и не закрыта.», in the current language.</summary>
    public override string Message => string.Concat(
        File,
        Sheet is null ? "" : ImportTexts.Say("at_sheet", Sheet),
        Line is null ? "" : ImportTexts.Say("at_line", Line),
        ": ",
        Refusal.Text());

    internal static ImportRefusal Of(string name, string file, params object?[] arguments) =>
        new(ImportTexts.Refusal(name), file, null, null, arguments, null);

    internal static ImportRefusal At(string name, string file, string? sheet, int? line, params object?[] arguments) =>
        new(ImportTexts.Refusal(name), file, sheet, line, arguments, null);

    internal static ImportRefusal After(Exception cause, string name, string file, params object?[] arguments) =>
        new(ImportTexts.Refusal(name), file, null, null, arguments, cause);
}
