using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>Fills pages with the strips of a section.</summary>
internal static class Pages
{
    /// <param name="height">What a page has for the body.</param>
    public static List<List<(Strip Strip, float Y)>> Fill(List<Strip> strips, float height)
    {
        var filling = new Filling(height);
        for (var i = 0; i < strips.Count;)
        {
            var end = i + 1;
            while (end < strips.Count && strips[end - 1].Keep) end++;
            filling.Put(strips, i, end);
            i = end;
        }
        return filling.Pages;
    }

    private sealed class Filling(float height)
    {
        private const float Grain = 0.01f;

        private float y;

        public List<List<(Strip Strip, float Y)>> Pages { get; } = [[]];

        private bool IsFresh => Pages[^1].Count == 0;

        /// <summary>Strips that want one page: they get it, unless they are taller than a page.</summary>
        public void Put(List<Strip> strips, int start, int end)
        {
            if (strips[start].Breaks && !IsFresh) Turn();
            var tall = (IsFresh ? 0 : strips[start].Above) + strips[start].Height;
            for (var i = start + 1; i < end; i++) tall += strips[i].Above + strips[i].Height;
            if (!IsFresh && y + tall > height + Grain && tall - strips[start].Above + Repeated(strips[start]) <= height + Grain) Turn();
            for (var i = start; i < end; i++) Put(strips[i]);
        }

        private void Put(Strip strip)
        {
            var above = IsFresh ? 0 : strip.Above;
            if (!IsFresh && y + above + strip.Height > height + Grain && !(y < height / 2 && strip.Height > height))
            {
                Turn();
                above = 0;
            }
            if (IsFresh && strip.Head is { } head) Place(head, 0);
            if (y + above + strip.Height <= height + Grain) Place(strip, above);
            else if (strip.Part(height - y - above) is { } parts)
            {
                Place(parts.Here, above);
                Turn();
                Put(parts.Next);
            }
            else if (Pages[^1].Any(p => p.Strip != strip.Head))
            {
                Turn();
                Put(strip);
            }
            else throw new MarkupException(1, 1, Faults.TooTall);
        }

        private static float Repeated(Strip strip) => strip.Head?.Height ?? 0;

        private void Place(Strip strip, float above)
        {
            Pages[^1].Add((strip, y + above));
            y += above + strip.Height;
        }

        private void Turn()
        {
            Pages.Add([]);
            y = 0;
        }
    }
}
