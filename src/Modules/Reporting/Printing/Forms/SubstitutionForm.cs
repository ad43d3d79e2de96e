using System.Globalization;
using ElJournal.Forms;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Журнал замещений (domain: 4e): classes and groups apart, since they are paid apart; of a month with what each has given, of a day in its order.</summary>
internal static class SubstitutionForm
{
    public static FormPart Of(SubstitutionData data, PrintGround ground) => new(FormFiles.Substitutions, new
    {
        School = ground.SchoolName,
        Period = Period(data),
        ByDay = data.Day is not null,
        State = data.Day is not null ? "" : data.Closed ? "Месяц закрыт, итоги переданы на оплату." : "Месяц ещё не закрыт: замены могут измениться.",
        Differs = data.Differs && data.Day is null,
        Pay = data.Pay ?? "",
        Tables = new[] { Table("Классы", data.Rows.Where(r => !r.IsGroup), data.Day is null), Table("Группы", data.Rows.Where(r => r.IsGroup), data.Day is null) },
        Totals = data.Totals.Select(t => new TotalLine(t.Name, $"{t.Lessons}", Hours(t.Classes), Hours(t.Groups), Hours(t.Classes + t.Groups))).ToList(),
        All = new TotalLine("Всего", $"{data.Totals.Sum(t => t.Lessons)}", Hours(data.Totals.Sum(t => t.Classes)), Hours(data.Totals.Sum(t => t.Groups)), Hours(data.Totals.Sum(t => t.Classes + t.Groups))),
        Made = ground.MadeInWords,
    });

    /// <summary>ноябрь 2026 г.; 27 ноября 2026 г.</summary>
    public static string Period(SubstitutionData data) => data.Day is { } day
        ? day.ToString("d MMMM yyyy 'г.'", InRussian.Culture)
        : $"{InRussian.Culture.DateTimeFormat.MonthNames[data.Month.Month - 1]} {data.Month.Year} г.";

    private static SubstitutionTable Table(string name, IEnumerable<SubstitutionRow> rows, bool byPerson)
    {
        var all = rows.ToList();
        // People in the order of their names; who shares a name with another stands apart all the same.
        var groups = byPerson
            ? all.GroupBy(r => r.Teacher).OrderBy(g => g.First().Name, StringComparer.Create(InRussian.Culture, ignoreCase: true)).ThenBy(g => g.Key.Value, StringComparer.Ordinal).Select(g => g.ToList()).ToList()
            : all.Count == 0 ? [] : [all];
        var number = 0;
        return new(
            name,
            [.. groups.Select((g, i) => new SubstitutionGroup(
                Blocks([.. g.Select(r => Line(r, ++number))]), i == groups.Count - 1, byPerson ? $"Итого: {g[0].Name}" : "", byPerson ? Lessons(g.Count) : "", byPerson ? Hours(g.Sum(r => r.Hours)) : ""))],
            Lessons(all.Count), Hours(all.Sum(r => r.Hours)));
    }

    /// <summary>A sum stands on the sheet of the last line that it sums.</summary>
    private static IReadOnlyList<SubstitutionBlock> Blocks(IReadOnlyList<SubstitutionLine> lines) =>
        lines.Count == 1 ? [new(true, lines)] : [new(false, [.. lines.SkipLast(1)]), new(true, [lines[^1]])];

    private static SubstitutionLine Line(SubstitutionRow row, int number) => new(
        $"{number}", row.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), $"{row.Slot}", row.Called, row.Planned, row.Former ?? "—", row.Name,
        row.Taught, string.Join(", ", new[] { row.Combined ? "объединённый урок" : null, row.Credited ? null : "в программу не зачтён" }.OfType<string>()), row.Reason, Hours(row.Hours));

    private static string Lessons(int count) => $"{count} {(count % 100 is >= 11 and <= 14 ? "уроков" : (count % 10) switch { 1 => "урок", 2 or 3 or 4 => "урока", _ => "уроков" })}";

    private static string Hours(int hundredths) => (hundredths / 100m).ToString("0.##", InRussian.Culture);
}

/// <param name="Lessons">How many, in words.</param>
internal sealed record SubstitutionTable(string Name, IReadOnlyList<SubstitutionGroup> Groups, string Lessons, string Hours);

/// <param name="Last">Всего stands below it.</param>
/// <param name="Name">Итого whose; empty: no sum of one's own.</param>
internal sealed record SubstitutionGroup(IReadOnlyList<SubstitutionBlock> Blocks, bool Last, string Name, string Lessons, string Hours);

/// <param name="Keep">Sums follow its line on the same sheet.</param>
internal sealed record SubstitutionBlock(bool Keep, IReadOnlyList<SubstitutionLine> Lines);

internal sealed record SubstitutionLine(
    string Number, string Date, string Slot, string Called, string Planned, string Former, string Name, string Taught, string Note, string Reason, string Hours);

internal sealed record TotalLine(string Name, string Lessons, string Classes, string Groups, string Sum);
