using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Setup.Timetables;

/// <summary>Одно занятие для FET: one or two lessons in a row, or two half-hours that take turns by weeks А and Б.</summary>
/// <param name="Id">Follows from the course and its number, so that the solved timetable is understood without the file that was sent out.</param>
/// <param name="Parts">Courses with their weeks; null is every week.</param>
/// <param name="Split">Id of the first activity of the same course; 0 where it has one only.</param>
internal sealed record FetActivity(int Id, IReadOnlyList<(CourseId Course, string? Week)> Parts, int Duration, int Split, int Total)
{
    public CourseId Course => Parts[0].Course;

    /// <summary>algebra-8b; a:music-8b b:art-8b: what stands in the comments and comes back with the timetable.</summary>
    public string Comment => string.Join(' ', Parts.Select(p => p.Week is null ? p.Course.Value : $"{p.Week}:{p.Course}"));

    public static IReadOnlyList<(CourseId Course, string? Week)> Read(string comment) => [.. comment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split(':') is ["a" or "b", var id] ? (Id: id, Week: (string?)part[..1]) : (Id: part, Week: null))
        .Where(part => Kernel.Id.IsValid(part.Id)).Select(part => (CourseId.From(part.Id), part.Week))];
}

/// <summary>What has to be placed: the hours of the curriculum cut into activities, the same for the way out and the way back.</summary>
internal static class FetPlan
{
    /// <summary>More parts than any course has.</summary>
    private const int Step = 32;

    private const int Numbers = 1 << 25;

    public static IReadOnlyList<FetActivity> Of(Board board)
    {
        var taken = new HashSet<int>();
        var found = new List<FetActivity>();
        var courses = board.Courses.Values.Where(c => c.Layer == Layers.Core && !(c.Closed <= board.On)).OrderBy(c => c.Course.Value, StringComparer.Ordinal).ToList();
        foreach (var course in courses)
        {
            var hours = (course.Hours + 24) / 50 / 2;
            var days = course.Classes.Select(c => board.Week.Classes.TryGetValue(c, out var k) ? k.Days ?? 6 : 6).DefaultIfEmpty(6).Min();
            var doubles = Math.Max(0, hours - days);
            var first = Number(course.Course.Value, taken);
            var pieces = hours - doubles;
            for (var i = 0; i < pieces; i++)
                found.Add(new FetActivity(first + i, [(course.Course, null)], i < doubles ? 2 : 1, pieces > 1 ? first : 0, hours));
        }
        foreach (var unit in courses.Where(c => (c.Hours + 24) / 50 % 2 == 1).GroupBy(c => c.Unit))
        {
            // Half-hours of one class go two by two into one place of the week.
            foreach (var pair in unit.Chunk(2))
            {
                var parts = pair.Select((c, i) => (c.Course, (string?)(i == 0 ? "a" : "b"))).ToList();
                found.Add(new FetActivity(Number("half/" + string.Join('/', pair.Select(c => c.Course)), taken), parts, 1, 0, 1));
            }
        }
        return found;
    }

    private static int Number(string what, HashSet<int> taken)
    {
        var number = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(what))) % Numbers;
        while (!taken.Add((int)number)) number = (number + 1) % Numbers;
        return ((int)number * Step) + 1;
    }
}
