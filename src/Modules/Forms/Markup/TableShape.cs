namespace ElJournal.Forms.Markup;

/// <summary>Where the cells of a table stand: the columns and rows that each covers.</summary>
internal static class TableShape
{
    public static int Columns(Node table) => table.Inside("colgroup").SelectMany(g => g.Children).Count();

    /// <summary>Cells of a run of rows with the column each begins in.</summary>
    public static List<List<(Node Cell, int Column)>> Place(IReadOnlyList<Node> rows, int columns)
    {
        var taken = new int[columns];
        var placed = new List<List<(Node, int)>>(rows.Count);
        foreach (var row in rows)
        {
            var cells = new List<(Node, int)>(row.Children.Count);
            var column = 0;
            foreach (var cell in row.Children)
            {
                while (column < columns && taken[column] > 0) column++;
                cells.Add((cell, column));
                var (wide, tall) = (cell.Count("colspan"), cell.Count("rowspan"));
                for (var c = column; c < column + wide && c < columns; c++) taken[c] = tall;
                column += wide;
            }
            for (var c = 0; c < columns; c++) taken[c] = Math.Max(0, taken[c] - 1);
            placed.Add(cells);
        }
        return placed;
    }

    /// <summary>A table without columns, or one whose rows have more cells than it has columns or reach past its end.</summary>
    public static bool Fault(Node table)
    {
        var columns = Columns(table);
        if (columns == 0 || table.Inside("tbody").FirstOrDefault() is null) return true;
        foreach (var part in table.Children.Where(c => c.Name is "thead" or "tbody"))
        {
            var rows = Place(part.Children, columns);
            foreach (var (index, row) in rows.Index())
                foreach (var (cell, column) in row)
                    if (column + cell.Count("colspan") > columns || index + cell.Count("rowspan") > rows.Count) return true;
        }
        return false;
    }
}
