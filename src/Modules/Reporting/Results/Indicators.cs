namespace ElJournal.Reporting.Results;

/// <summary>Показатели успеваемости over any set of marks; shares in hundredths of a per cent, the average in hundredths, null without anybody to count.</summary>
/// <param name="Pupils">Обучающихся в классе, subject by subject: those without a grade as well.</param>
/// <param name="Graded">N: with a grade or н/а; освобождённые and those without a grade are not in it.</param>
public sealed record Indicators(int Pupils, int Graded, int Fives, int Fours, int Threes, int Twos, int NotAttested, int Exempt, int Without, int? Average)
{
    // СОУ = (100·n5 + 64·n4 + 36·n3 + 16·n2 + 7·n(н/а))/N, Симонов's formula: its weights are the formula, no threshold of a school.
    private const int Five = 100, Four = 64, Three = 36, Two = 16, None = 7;

    public int Passed => Fives + Fours + Threes;

    /// <summary>По регламенту (Z-13.1): grades not below «3» by pupils in the class.</summary>
    public int? Regulation => Share(Passed, Pupils);

    /// <summary>Успеваемость as it is commonly reckoned: by N.</summary>
    public int? Success => Share(Passed, Graded);

    /// <summary>Качество знаний.</summary>
    public int? Quality => Share(Fives + Fours, Graded);

    /// <summary>СОУ.</summary>
    public int? Learning => Graded == 0 ? null : Rounded((long)((Fives * Five) + (Fours * Four) + (Threes * Three) + (Twos * Two) + (NotAttested * None)) * 100, Graded);

    public static Indicators Of(IEnumerable<ResultMark> marks)
    {
        int pupils = 0, exempt = 0, without = 0, none = 0, values = 0;
        long sum = 0;
        var ranks = new int[6];
        foreach (var mark in marks)
        {
            pupils++;
            if (mark.NotAttested) none++;
            else if (mark.Rank is >= 1 and <= 5) ranks[mark.Rank.Value]++;
            else if (mark.Exempt) exempt++;
            else without++;
            if (mark.Hundredths is not { } value) continue;
            (values, sum) = (values + 1, sum + value);
        }
        var twos = ranks[2] + ranks[1];
        return new Indicators(
            pupils, ranks[5] + ranks[4] + ranks[3] + twos + none, ranks[5], ranks[4], ranks[3], twos, none, exempt, without, values == 0 ? null : Rounded(sum, values));
    }

    private static int? Share(int part, int whole) => whole == 0 ? null : Rounded(part * 10_000L, whole);

    /// <summary>Half goes up.</summary>
    private static int Rounded(long sum, int count) => (int)(((sum * 2) + count) / (count * 2L));
}
