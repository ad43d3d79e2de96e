using ElJournal.Forms;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>График ВШК (domain: 4g): classes down, weeks or days across, then the limits, the approval and what was changed by which document.</summary>
internal static class WorksForm
{
    /// <summary>Columns beside each other in which a cell can be read; more go over several tables.</summary>
    public const int MostColumns = 9;

    public static FormPart Of(WorksData data, PrintGround ground) => new(FormFiles.Works, new
    {
        School = ground.SchoolName,
        Period = $"{data.Period}, {data.YearName} учебный год",
        data.Shown,
        data.Orders,
        Tables = Tables(data),
        Legend = string.Join("; ", data.Legend),
        Unapproved = data.Rows.SelectMany(r => r.Cells).SelectMany(c => c).Any(c => !c.Approved),
        Deviating = data.Rows.SelectMany(r => r.Cells).SelectMany(c => c).Any(c => c.Broken),
        data.Approved,
        data.All,
        Rules = data.Rules ?? "",
        data.Limits,
        data.Deviations,
        data.Changes,
        Made = ground.MadeInWords,
    });

    /// <summary>Columns in runs of nearly equal length.</summary>
    internal static IReadOnlyList<WorksTable> Tables(WorksData data)
    {
        if (data.Columns.Count == 0) return [];
        var parts = (data.Columns.Count + MostColumns - 1) / MostColumns;
        var size = (data.Columns.Count + parts - 1) / parts;
        return
        [
            .. data.Columns.Index().Chunk(size).Select(run => new WorksTable(
                [.. run.Select(c => c.Item)],
                [.. data.Rows.GroupBy(r => r.Level).Select(l => new WorksLevel(l.Key, Blocks([.. l.Select(r => new WorksRow(r.Name, [.. run.Select(c => r.Cells[c.Index])]))])))])),
        ];
    }

    /// <summary>The name of a level stands on the sheet of its first class.</summary>
    private static IReadOnlyList<WorksBlock> Blocks(IReadOnlyList<WorksRow> rows) => rows.Count == 1 ? [new(true, rows)] : [new(true, [rows[0]]), new(false, [.. rows.Skip(1)])];
}

internal sealed record WorksTable(IReadOnlyList<WorksColumn> Columns, IReadOnlyList<WorksLevel> Levels);

internal sealed record WorksLevel(string Name, IReadOnlyList<WorksBlock> Blocks);

internal sealed record WorksBlock(bool First, IReadOnlyList<WorksRow> Rows);

internal sealed record WorksRow(string Name, IReadOnlyList<IReadOnlyList<WorksCell>> Cells);
