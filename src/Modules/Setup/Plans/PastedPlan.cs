using System.Text;
using ElJournal.Setup.Imports;

namespace ElJournal.Setup.Plans;

/// <summary>КТП из буфера обмена: rows copied from a spreadsheet, with or without their headings.</summary>
internal static class PastedPlan
{
    private static readonly string[] Headings = ["Тема урока", "Кол-во часов", "Домашнее задание", "Практика"];

    /// <exception cref="ImportRefusal">There is no plan in it.</exception>
    public static PlanFile Read(string text, string name)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            return PlanFile.Read(TableFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), name));
        }
        catch (ImportRefusal refusal) when (refusal.Refusal.Kind.Code == "setup.import_no_plan_header" && lines.Length > 0)
        {
            return PlanFile.Read(TableFile.Read(Encoding.UTF8.GetBytes(WithHeadings(lines)), name));
        }
    }

    /// <summary>Where the first cells are numbers, they number the lessons; else the rows are numbered here.</summary>
    private static string WithHeadings(string[] lines)
    {
        var numbered = lines.Count(l => int.TryParse(l.Split('\t')[0].TrimEnd('.', ')', ' '), out _)) * 2 > lines.Length && lines.Any(l => l.Contains('\t', StringComparison.Ordinal));
        List<string> rows = [.. numbered ? lines : lines.Select((line, i) => $"{i + 1}\t{line}")];
        // A heading over a column that is not there would say of every row that it is no practical work.
        var columns = rows.Max(row => row.Split('\t').Length);
        return string.Join('\n', rows.Prepend(string.Join('\t', Headings.Prepend("№").Take(columns))));
    }
}
