using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>Reads the pages of grades of terms and years.</summary>
public sealed class TermSheets(IDocumentStore store, Names names, CourseSetUps setUps, KeptLessons kept, TimeProvider clock)
{
    /// <summary>Null: no such page, or none for this reader; the two are not told apart.</summary>
    public async Task<TermSheet?> Of(Actor reader, CourseId course, TermId term, CancellationToken cancel = default)
    {
        var resource = Streams.Course(course);
        if (!reader.Grants.AllowEver(Permission.ReadJournal, resource)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermSources.Load(session, setUps, kept, course, term, clock.GetUtcNow(), cancel) is not { } sources) return null;

        var facts = TermFacts.Of(sources);
        var called = await names.Pupils(session, reader.School, sources.Page.Pupils.Select(p => p.Pupil), cancel);
        var subject = await session.LoadAsync<SubjectCard>(Streams.Subject(sources.SetUp.Course.Subject), cancel);
        var rows = sources.Page.Pupils
            .Select(row => new SheetRow(
                row.Pupil, called.GetValueOrDefault(row.Pupil, "—"), row.Left, row.Order, sources.NeedsGrade(row), facts.Proposals[row.Pupil],
                sources.Standing?.MarkOf(row.Pupil))
            {
                Asked = sources.Pending.LastOrDefault(c => c.By == reader.Account.Value && c.Target.Pupil == row.Pupil && !c.IsOver(sources.Now))?.State,
            })
            .OrderBy(row => row.Name, StringComparer.CurrentCulture).ToList();
        return new TermSheet(
            course, term, sources.Page.ClassName, subject?.Name ?? "", NameOf(sources.Calendar, sources.Level, term), sources.Page.YearName, Tabs(sources),
            sources.From, sources.Term is null, sources.Standing?.Closed == true, TermRules.Forbid(sources.Standing, facts)?.Refusal?.Text(),
            reader.Grants.AllowEver(Permission.WriteJournal, resource), reader.Grants.AllowEver(Permission.ManageContingent, Grant.WholeSchool),
            sources.SetUp.Course.Classes, sources.Symbols, facts.Rules?.Reasons ?? [], rows,
            await HistoryOf(session, reader.School, sources, called, cancel))
        {
            MayAsk = sources.Standing?.Closed == true && sources.Corrections is not null && TermRules.ForbidEver(facts) is null
                && reader.Grants.AllowEver(Permission.WriteJournal, resource),
        };
    }

    /// <summary>2-я четверть; Год; Экзамен; Итог.</summary>
    public static string NameOf(YearCalendar year, int level, TermId term) =>
        year.TermsOf(level).FirstOrDefault(t => t.Id == term) is { } found ? PageBuilder.TermName(found) : TermTexts.All["page." + term.Value];

    private static IReadOnlyList<SheetTab> Tabs(TermSources sources)
    {
        var years = sources.Ruling?.Rules.Finals.Any(f => f.Level == sources.Level) == true ? YearPages.All : [YearPages.Annual];
        return
        [
            .. sources.Calendar.TermsOf(sources.Level).Select(t => t.Id).Concat(years).Append(sources.Id).Distinct().Select(id => new SheetTab(
                id, NameOf(sources.Calendar, sources.Level, id), id == sources.Id, sources.Pages.Any(p => p.Term == id && p.Closed))),
        ];
    }

    private async Task<IReadOnlyList<SheetChange>> HistoryOf(
        IQuerySession session, SchoolId school, TermSources sources, IReadOnlyDictionary<PupilId, string> called, CancellationToken cancel)
    {
        var events = await session.Events.FetchStreamAsync(TermPages.Stream(sources.SetUp.Course.Course, sources.Id), token: cancel);
        var people = await names.Accounts(school, events.Select(e => new AccountId(e.UserName ?? "")), cancel);
        var notes = await names.Notes(school, events.Select(NoteOf), cancel);
        var permits = await ChangePermit.Of(session, names, school, events.Select(e => e.Header(PageLock.Permit)), cancel);
        var standing = new Dictionary<PupilId, string?>();
        var changes = new List<SheetChange>(events.Count);
        foreach (var e in events)
        {
            var by = new AccountId(e.UserName ?? "");
            var change = new SheetChange(
                e.Timestamp, people.GetValueOrDefault(by, by.Value), Provenance.Headers.Parse<Role>(e.Header(Provenance.Headers.Role)), null, null, null, null,
                null, NoteOf(e) is { } note ? notes.GetValueOrDefault(note) : null,
                permits.TryGetValue(e.Header(PageLock.Permit), out var permit)
                    ? CorrectionTexts.All.With("permit.of", permit.By) + (permit.Document is null ? null : $", {permit.Document}") : null);
            changes.Add(e.Data switch
            {
                TermGradeSet d => Grade(change, d.Pupil, d.Grade, d.Reason),
                TermGradeCorrected d => Grade(change, d.Pupil, d.Grade, d.Reason),
                TermGradeBrought d => Grade(change, d.Pupil, d.Grade, null) with { Document = $"{TermTexts.All["from." + d.Source]}: {d.Document}" },
                TermGradeRetaken d => Grade(change, d.Pupil, d.Grade, null) with { Document = TermTexts.All.With("retaken", d.Order, d.Protocol, d.Date) },
                PageClosed d => change with { What = TermTexts.All["closed"], New = d.Gaps.Count == 0 ? null : GapWords.Of(d.Gaps) },
                PageReopened d => change with { What = TermTexts.All["reopened"], Document = d.Document },
                _ => change with { What = "" },
            });
        }
        changes.Reverse();
        return changes;

        SheetChange Grade(SheetChange change, PupilId pupil, string? grade, string? reason)
        {
            var old = standing.GetValueOrDefault(pupil);
            standing[pupil] = grade;
            return change with
            {
                Pupil = called.GetValueOrDefault(pupil, "—"),
                Old = old,
                New = grade,
                Reason = reason is null ? null : sources.Ruling?.Rules.Reasons.FirstOrDefault(r => r.Code == reason)?.Name ?? reason,
            };
        }
    }

    private static Guid? NoteOf(IEvent e) => e.Data switch
    {
        TermGradeSet d => d.Note?.Opening,
        TermGradeCorrected d => d.Note?.Opening,
        PageReopened d => d.Note?.Opening,
        _ => null,
    };
}
