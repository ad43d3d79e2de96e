using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Pages;

/// <summary>One entry of a list: the value sent and the name shown.</summary>
public sealed record Choice(string Value, string Name);

/// <summary>What the lists of a report's filter offer: no more than the reader may see.</summary>
public sealed record ReportChoices(
    IReadOnlyList<Choice> Years, IReadOnlyList<Choice> Terms, IReadOnlyList<int> Levels, IReadOnlyList<Choice> Classes, IReadOnlyList<Choice> Subjects,
    IReadOnlyList<Choice> Teachers)
{
    public static async Task<ReportChoices> Of(IQuerySession session, ReportNames names, ReportArea area, Role role, CancellationToken cancel)
    {
        var courses = area.Seen.ToList();
        var classes = courses.SelectMany(c => c.Card.Classes).ToHashSet();
        var called = role == Role.Teacher
            ? new Dictionary<StaffId, string>()
            : await names.Staff(session, courses.SelectMany(c => c.Card.Teachers.Where(t => !t.Second).Select(t => t.Teacher)), cancel);
        var year = area.School.Year;
        var levels = courses.Select(c => c.Level).ToHashSet();
        var terms = levels.Order().SelectMany(year.TermsOf).DistinctBy(t => t.Id).OrderBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Ordinal).Select(t => t.Id).Concat(YearPages.All);
        return new ReportChoices(
            [.. area.School.Years.Select(y => new Choice(y.Year.Value, $"{y.From.Year}/{y.To.Year % 100:00}"))],
            [.. terms.Select(t => new Choice(t.Value, ReportWords.TermName(year, t)))],
            [.. levels.Order()],
            [.. area.School.State.Classes.Where(c => classes.Contains(new ClassId(c.Id))).Select(c => new Choice(c.Id, c.Name))],
            [.. SubjectCard.InOrder(area.School.State.Subjects.Where(s => courses.Exists(c => c.Card.Subject == s.Subject))).Select(s => new Choice(s.Subject.Value, s.Name))],
            [.. called.Select(n => new Choice(n.Key.Value, n.Value)).OrderBy(c => c.Name, StringComparer.CurrentCulture)]);
    }
}
