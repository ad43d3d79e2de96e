using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Printing;

/// <summary>Отчёты на бумагу: the same report, the same reader, the same filters as on its page.</summary>
public sealed class ReportPrints(ReportDesk desk, PrintBooks books, ReportNames names, IDocumentStore store)
{
    /// <summary>Null: there is no such report, or no such year.</summary>
    public Task<ReportPrint?> Of(Actor reader, string name, ReportQuery query, CancellationToken cancel = default) => InRussian.Of<ReportPrint?>(async () =>
    {
        if (await desk.Of(reader, name, query, cancel) is not { } made) return null;
        var ground = await books.Ground(reader, cancel);
        var title = ReportWords.All["report." + name];
        return new(ground.Print($"{title}: {made.Report.Period}", ReportForm.Of(made.Report, await Asked(reader, made, query, cancel), ground)), made.Report);
    });

    /// <summary>What was asked for, in words.</summary>
    private async Task<string> Asked(Actor reader, MadeReport made, ReportQuery query, CancellationToken cancel)
    {
        var (choices, report) = (made.Choices, made.Report);
        var parts = new (string Key, string? Value)[]
        {
            ("filter.term", query.Term is null ? null : Called(choices.Terms, query.Term)),
            ("filter.level", query.Level is { } level ? ReportWords.All.With("level", level) : null),
            ("filter.class", query.Class is null ? null : Called(choices.Classes, query.Class)),
            ("filter.subject", query.Subject is null ? null : Called(choices.Subjects, query.Subject)),
            ("filter.teacher", query.Teacher is null ? null : Called(choices.Teachers, query.Teacher)),
            ("col.pupil", query.Pupil is null ? null : await Pupil(reader, report, new PupilId(query.Pupil), cancel)),
            ("print.by", report.Groupings.Count > 1 && report.By is { } by ? ReportWords.All["by." + by] : null),
        };
        return string.Join("; ", parts.Where(p => p.Value is not null).Select(p => $"{ReportWords.All[p.Key]}: {p.Value}"));
    }

    /// <summary>Only whom the report shows is named: an id in an address is no right to a name.</summary>
    private async Task<string> Pupil(Actor reader, Report report, PupilId pupil, CancellationToken cancel)
    {
        if (!report.Shown.Contains(pupil)) return "—";
        await using var session = store.QuerySession(reader.School.Value);
        return (await names.Pupils(session, [pupil], cancel)).GetValueOrDefault(pupil, "—");
    }

    private static string Called(IReadOnlyList<Choice> choices, string value) => choices.FirstOrDefault(c => c.Value == value)?.Name ?? "—";
}

/// <param name="Report">What the print was made of.</param>
public sealed record ReportPrint(FormPrint Print, Report Report);
