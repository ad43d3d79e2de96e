using ElJournal.Setup;

namespace ElJournal.Testing;

/// <summary>The sample's school year: quarters as schools have them, but so that there are lessons on the day it is looked at.</summary>
internal sealed record SampleYear(YearId Year, DateOnly From, DateOnly To, IReadOnlyList<Term> Terms)
{
    private static readonly string[] Seasons = ["Осенние", "Зимние", "Весенние"];

    /// <summary>What lies between the quarters; between two that touch there is nothing.</summary>
    public IReadOnlyList<Holiday> Holidays =>
    [
        .. Terms.Zip(Terms.Skip(1), Seasons).Where(pair => pair.First.To.AddDays(1) < pair.Second.From)
            .Select(pair => new Holiday(pair.Third, pair.First.To.AddDays(1), pair.Second.From.AddDays(-1))),
    ];

    public static SampleYear Around(DateOnly today)
    {
        var first = today.Month >= 9 ? today.Year : today.Year - 1;
        var year = YearId.From($"{first}-{first + 1}");
        var lastDay = new DateOnly(first + 1, 5, 26);
        // A look in summer would find a school without lessons: then the year lasts through the summer.
        var to = today > lastDay ? new DateOnly(first + 1, 8, 31) : lastDay;
        (DateOnly From, DateOnly To)[] quarters =
        [
            (new(first, 9, 1), new(first, 10, 24)),
            (new(first, 11, 5), new(first, 12, 28)),
            (new(first + 1, 1, 12), new(first + 1, 3, 21)),
            (new(first + 1, 4, 1), to),
        ];
        for (var i = 0; i + 1 < quarters.Length; i++)
        {
            // So would a look in the holidays: then the quarter before lasts until the next.
            if (today > quarters[i].To && today < quarters[i + 1].From) quarters[i].To = quarters[i + 1].From.AddDays(-1);
        }
        return new SampleYear(year, quarters[0].From, to, [.. quarters.Select((q, i) =>
            new Term(TermId.From($"{year}.q{i + 1}"), "quarter", i + 1, q.From, q.To))]);
    }
}
