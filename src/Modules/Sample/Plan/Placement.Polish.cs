namespace ElJournal.Sample.Plan;

internal sealed partial class Placement
{
    private const int Exchanges = 60_000;

    /// <summary>
    /// Makes the days bearable: what is hard in the middle of the day, sport, art and labour after it, the two lessons of a subject not on days that
    /// follow each other. Lessons of a class are exchanged wherever that is better, or as good, and brings no conflict.
    /// </summary>
    private void Polish()
    {
        var last = places.Select(own => Enumerable.Range(0, Days).Select(day => own.Where(p => p / Slots == day).Max() % Slots).ToArray()).ToArray();
        for (var step = 0; step < Exchanges; step++)
        {
            var c = dice.Below(places.Length);
            var one = at[c][dice.One(places[c])];
            var other = at[c][dice.One(places[c])];
            if (blockOf[one] == blockOf[other] || pinned[one] || pinned[other]) continue;
            var before = Burden(one, last[c]) + Burden(other, last[c]);
            Exchange(one, other);
            if (cost > 0 || Burden(one, last[c]) + Burden(other, last[c]) > before) Exchange(one, other);
        }
    }

    private int Burden(int lesson, int[] last)
    {
        var (block, day, slot) = (blockOf[lesson], placeOf[lesson] / Slots, placeOf[lesson] % Slots);
        var burden = Load(blocks[block].Line.Chair) switch
        {
            2 => slot == last[day] ? 6 : slot >= 5 ? 4 : slot == 0 ? 1 : 0,
            0 => slot == 0 ? 3 : slot < 3 ? 1 : 0,
            _ => slot == 0 ? 0 : 1,
        };
        // Five lessons a week come every day; of two or three none need to come the day after.
        if (blocks[block].Hours <= 3)
        {
            for (var d = 0; d + 1 < Days; d++)
            {
                if (daily[(block * Days) + d] > 0 && daily[(block * Days) + d + 1] > 0) burden += blocks[block].Hours == 2 ? 4 : 2;
            }
        }
        return burden;
    }

    /// <summary>How hard it is for children: 2 the exact sciences and languages, 0 what is done with the hands and the body.</summary>
    private static int Load(Chair chair) => chair switch
    {
        Chair.Maths or Chair.Russian or Chair.English or Chair.Physics or Chair.Chemistry or Chair.Informatics => 2,
        Chair.Sport or Chair.Labour or Chair.Art or Chair.Music or Chair.Safety => 0,
        _ => 1,
    };
}
