using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>История: turns events of lessons into changes with names, old values and reasons.</summary>
public sealed class History(Names names, Openings openings)
{
    /// <summary>The changes in one place of a lesson: a pupil's cell, or a text of the lesson; oldest first.</summary>
    public async Task<IReadOnlyList<Change>> Of(
        IQuerySession session, SchoolId school, LessonId lesson, PupilId? pupil, ChangeKind? kind, CancellationToken cancel)
    {
        var events = await session.Events.FetchStreamAsync(lesson.Stream, token: cancel);
        var changes = await Of(session, school, events, cancel);
        return [.. changes.Where(c => c.Pupil == pupil && (kind is null ? c.Kind is not (ChangeKind.PupilHomework or ChangeKind.Recommendation) : c.Kind == kind))];
    }

    /// <summary>The changes that some events of one or more lessons of a school make, in their order.</summary>
    public async Task<IReadOnlyList<Change>> Of(
        IQuerySession session, SchoolId school, IReadOnlyList<IEvent> events, CancellationToken cancel)
    {
        var facts = events.Select(e => (Event: e, Fact: ChangeFact.Of(e)!)).Where(f => f.Fact is not null).ToList();
        var pupils = await names.Pupils(session, school, facts.Select(f => f.Fact.Pupil).OfType<PupilId>(), cancel);
        var people = await names.Accounts(
            school, facts.SelectMany(f => new[] { Author(f.Event), new AccountId(f.Event.Header(Provenance.Headers.OnBehalfOf)) }).Where(a => a.Value.Length > 0), cancel);
        var permits = await ChangePermit.Of(session, names, school, facts.Select(f => f.Event.Header(PageLock.Permit)), cancel);
        var periods = await Periods(session, facts.Select(f => f.Fact), cancel);
        var notes = await names.Notes(school, facts.Select(f => f.Fact.Note), cancel);
        var places = await Places(session, facts.Select(f => f.Fact), cancel);
        var values = await ChangeValues.Of(session, names, school, facts.Select(f => f.Fact), cancel);

        var standing = new Dictionary<(string, ChangeKind, PupilId?, int), string?>();
        var changes = new List<Change>(facts.Count);
        foreach (var (e, fact) in facts)
        {
            var (className, subject) = places(fact);
            var by = Author(e);
            changes.Add(new Change(
                e.Sequence, e.Id, e.Timestamp, by, people.GetValueOrDefault(by, by.Value),
                Provenance.Headers.Parse<Role>(e.Header(Provenance.Headers.Role)),
                Provenance.Headers.Parse<Channel>(e.Header(Provenance.Headers.Channel)),
                fact.Kind, fact.Lesson, className, subject,
                fact.Pupil, fact.Pupil is { } p ? pupils.GetValueOrDefault(p, "—") : null,
                values.Shown(fact.Kind, standing.GetValueOrDefault(fact.Key), fact.Lesson), values.Shown(fact.Kind, fact.New, fact.Lesson),
                fact.Correction, values.Reason(fact), fact.Note is { } note ? notes.GetValueOrDefault(note) : null)
            {
                Course = fact.Course,
                Period = fact.Term is { } term ? periods.GetValueOrDefault(term) : null,
                Permit = permits.GetValueOrDefault(e.Header(PageLock.Permit)),
                OnBehalfOf = e.Header(Provenance.Headers.OnBehalfOf) is { Length: > 0 } other ? people.GetValueOrDefault(new AccountId(other), other) : null,
                ClientTime = TypedAt(e.Header(Provenance.Headers.ClientTime)),
            });
            standing[fact.Key] = fact.New;
        }
        return await ShiftChanges.Named(session, openings, school, changes, cancel);
    }

    /// <summary>Class and subject of changes, by their words; a decision of a class's council is of no subject, and the school's rules are of no class.</summary>
    internal static async Task<Func<ChangeFact, (string Class, string Subject)>> Places(IQuerySession session, IEnumerable<ChangeFact> facts, CancellationToken cancel)
    {
        var all = facts.ToList();
        var courses = await Places(session, all.Where(f => f.Course.Value.Length > 0).Select(f => f.Course), cancel);
        var decided = all.Select(f => f.Class?.Value).OfType<string>().Distinct().ToArray();
        var classes = decided.Length == 0 ? [] : (await session.LoadManyAsync<ClassRoster>(cancel, decided)).ToDictionary(c => c.Id, c => c.Name);
        return fact => fact.Rules is { } rules ? ("", Api.Words.Text("rules." + rules)) : fact.Class is { } c ? (classes.GetValueOrDefault(c.Value, "—"), "") : courses[fact.Course];
    }

    /// <summary>Class and subject of courses, by their words.</summary>
    internal static async Task<IReadOnlyDictionary<CourseId, (string Class, string Subject)>> Places(
        IQuerySession session, IEnumerable<CourseId> courses, CancellationToken cancel)
    {
        var cards = await session.LoadManyAsync<CourseCard>(cancel, courses.Distinct().Select(Streams.Course).ToArray());
        var names = await CourseNames.Of(session, cards, cancel);
        var subjects = (await session.LoadManyAsync<SubjectCard>(cancel, cards.Select(c => Streams.Subject(c.Subject)).Distinct().ToArray()))
            .ToDictionary(s => s.Subject, s => s.Name);
        return cards.ToDictionary(c => c.Course, c => (names[c.Course], subjects.GetValueOrDefault(c.Subject, "")));
    }

    /// <summary>Names of the terms of what stands beside the lessons.</summary>
    internal static async Task<IReadOnlyDictionary<TermId, string>> Periods(IQuerySession session, IEnumerable<ChangeFact> facts, CancellationToken cancel)
    {
        var wanted = facts.Select(f => f.Term).OfType<TermId>().ToHashSet();
        if (wanted.Count == 0) return new Dictionary<TermId, string>();
        var named = (await session.Query<YearCalendar>().ToListAsync(cancel)).SelectMany(y => y.Terms.Concat(y.LevelTerms.SelectMany(set => set.Terms)))
            .Where(t => wanted.Contains(t.Id)).GroupBy(t => t.Id).ToDictionary(g => g.Key, g => PageBuilder.TermName(g.First()));
        foreach (var page in YearPages.All.Where(wanted.Contains)) named[page] = Terms.TermTexts.All["page." + page.Value];
        return named;
    }

    internal static DateTimeOffset? TypedAt(string? text) =>
        DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static AccountId Author(IEvent e) => new(e.UserName ?? "");
}
