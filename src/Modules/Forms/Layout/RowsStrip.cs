namespace ElJournal.Forms.Layout;

/// <summary>Rows of a table that stand together, mostly one.</summary>
internal sealed class RowsStrip(List<CellBox> cells, float[] heights, float width, bool grid) : Strip
{
    public override float Height { get; } = heights.Sum();

    public override void Draw(Sheet sheet, float x, float y)
    {
        var tops = new float[heights.Length + 1];
        tops[0] = y;
        for (var i = 0; i < heights.Length; i++) tops[i + 1] = tops[i] + heights[i];
        foreach (var cell in cells)
        {
            var (top, bottom) = (tops[cell.Row], tops[cell.Row + cell.Rows]);
            if (cell.Tinted) sheet.Areas.Add(new(x + cell.Left, top, cell.Right - cell.Left, bottom - top, Black: false));
            cell.Draw(sheet, x, top, bottom - top);
            if (cell.Underlined) sheet.Rule(x + cell.Left + CellBox.PadX, bottom, x + cell.Right - CellBox.PadX, bottom);
            if (!grid) continue;
            sheet.Rule(x + cell.Right, top, x + cell.Right, bottom);
            if (cell.Row + cell.Rows < heights.Length) sheet.Rule(x + cell.Left, bottom, x + cell.Right, bottom);
        }
        if (!grid) return;
        sheet.Rule(x, y, x + width, y);
        sheet.Rule(x, y, x, y + Height);
        sheet.Rule(x, y + Height, x + width, y + Height);
    }

    /// <summary>A row taller than a page goes on over the next: each cell keeps the lines that fit.</summary>
    public override (Strip Here, Strip Next)? Part(float height)
    {
        if (heights.Length != 1 || cells.Any(c => c.Turned)) return null;
        var (first, rest) = (new List<CellBox>(), new List<CellBox>());
        foreach (var cell in cells)
        {
            var (fits, used) = (0, 2 * CellBox.PadY);
            while (fits < cell.Lines.Count && (used += cell.Lines[fits].Line.Height) <= height) fits++;
            first.Add(cell.With(cell.Lines[..fits]));
            rest.Add(cell.With(cell.Lines[fits..]));
        }
        if (first.All(c => c.Lines.Count == 0)) return null;
        return (Row(first), Row(rest));
    }

    private RowsStrip Row(List<CellBox> row) => new(row, [row.Max(c => c.Height)], width, grid) { Head = Head };
}
