namespace ElJournal.Forms.Layout;

/// <summary>A print laid out on pages.</summary>
internal sealed record LaidPrint(FormPrint Print, IReadOnlyList<Section> Sections, Counters Counters, IReadOnlyList<Page> Pages)
{
    /// <summary>Counters settle at the second pass; the third is for a contents that grew by a page.</summary>
    private const int MostPasses = 4;

    public static LaidPrint Of(FormPrint print)
    {
        var sections = new List<Section>();
        foreach (var part in print.Parts)
            foreach (var node in part.Template.Render(part.Model).Children) sections.Add(new(node, part.Template.Name));
        var counters = Counters.Unknown;
        for (var pass = 1; ; pass++)
        {
            foreach (var section in sections) section.Lay(counters);
            var pages = Numbered(sections, out var starts);
            var sheets = print.Bound ? (pages.Count + 1) / 2 : pages.Count;
            var counted = new Counters(pages.Count, sheets, 1, starts);
            if (counted.Agrees(counters) || pass == MostPasses) return new(print, sections, counted, pages);
            counters = counted;
        }
    }

    /// <summary>Pages in order, with empty ones where a section must begin on the other side.</summary>
    private static List<Page> Numbered(List<Section> sections, out Dictionary<string, int> starts)
    {
        var pages = new List<Page>();
        starts = [];
        foreach (var section in sections)
        {
            if ((section.Node.Is("odd") && pages.Count % 2 == 1) || (section.Node.Is("even") && pages.Count % 2 == 0))
                pages.Add(new(section, [], pages.Count + 1, IsEmpty: true));
            section.First = pages.Count + 1;
            if (section.Node.Attribute("id") is { } id) starts.TryAdd(id, section.First);
            foreach (var strips in section.Pages) pages.Add(new(section, strips, pages.Count + 1, IsEmpty: false));
        }
        return pages;
    }
}

/// <summary>One side of paper: what of a section stands on it.</summary>
internal sealed record Page(Section Section, List<(Strip Strip, float Y)> Strips, int Number, bool IsEmpty);
