using System.Globalization;
using ElJournal.Reporting.Analysis;
using ElJournal.Reporting.Failures;
using ElJournal.Reporting.Keeping;
using ElJournal.Reporting.Missed;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Reporting.Works;
using Marten;

namespace ElJournal.Reporting.Tests.Judged;

/// <summary>What the reports come to, in the words of <see cref="PlainReports"/>.</summary>
internal static class Reported
{
    public static SortedDictionary<string, string> Results(IEnumerable<ResultMark> marks) => new(
        marks.GroupBy(m => $"{m.Class.Id} {m.Subject}").ToDictionary(g => g.Key, g =>
        {
            var s = Indicators.Of(g);
            return $"{s.Pupils} {s.Graded} {s.Fives} {s.Fours} {s.Threes} {s.Twos} {s.NotAttested} {s.Exempt} {s.Without} | {Or(s.Regulation)} {Or(s.Success)} {Or(s.Quality)} {Or(s.Learning)} {Or(s.Average)}";
        }), StringComparer.Ordinal);

    /// <summary>The rows of an analysis as they are read.</summary>
    public static IEnumerable<string> AnalysisOf(Report report) => report.Summary.Rows.Select(r =>
        $"{r[0].Text} {r[1].Text}: {r[2].Text} {string.Join(' ', new[] { r[3], r[4], r[6], r[7] }.Select(c => c.Value is { } value ? ((int)(value * 100)).ToString(CultureInfo.InvariantCulture) : "-"))}");

    public static IEnumerable<string> Missed(IEnumerable<MissedLesson> missed) =>
        missed.Select(m => $"{m.Row.Lesson} {m.Row.Pupil} {(m.Excused ? "excused" : "not")} {(m.MadeGood ? "good " + m.Row.Grade : "lost")} «{m.Row.Topic}»");

    public static IEnumerable<string> Failures(IEnumerable<FailureMark> marks) => marks.Select(m => $"{m.Row.Lesson} {m.Row.Pupil} {m.Row.Grade} {m.End}");

    public static async Task<(SortedDictionary<string, string> Teachers, IEnumerable<string> Few)> Keeping(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var (lessons, few, unsigned) = await KeepingReport.Read(session, area, cancel);
        return (new(lessons.Where(l => l.Lesson.Teacher is not null).GroupBy(l => l.Lesson.Teacher!.Value).ToDictionary(g => g.Key.Value, g =>
            $"{g.Count()} {g.Count(l => l.Filled)} {g.Count(l => l.Late is not null)} {Or(KeepingFacts.MedianMinutes(g))} {g.Count(l => l.NoAttendance)} {g.Count(l => l.NoHomework)} {unsigned.Count(u => u.Staff == g.Key)}"),
            StringComparer.Ordinal), few.Select(f => $"{f.Course.Id} {f.Pupil} {f.Count} of {f.Needed}"));
    }

    public static IEnumerable<string> Works(IEnumerable<WrittenWork> works) => works.Select(w =>
    {
        var (sum, (higher, same, lower)) = (w.Sum, w.Beside());
        return $"{w.Work.Course} {w.Work.Date:O} {w.Work.Slot}: {sum.Pupils} {w.Absent} {sum.Fives} {sum.Fours} {sum.Threes} {sum.Twos} | {higher} {same} {lower}";
    });

    public static async Task<IEnumerable<string>> RisksOf(IQuerySession session, ReportArea area, CancellationToken cancel) =>
        Risks.Of(area, await RisksReport.Standings(session, area, cancel)).Select(r => $"{r.Kind} {r.Mark.Pupil} {r.Mark.Subject}");

    private static string Or(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
