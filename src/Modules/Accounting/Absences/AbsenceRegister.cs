using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Npgsql;

namespace ElJournal.Accounting.Absences;

/// <summary>Пропуски и документы (понедельник классного руководителя): reads what of a class is unexplained, and by what the rest stands.</summary>
public sealed class AbsenceRegister(IDocumentStore store, Names names, TimeProvider clock)
{
    /// <summary>The classes whose documents the reader manages by name: what a class teacher has.</summary>
    public static IReadOnlyList<ClassId> Led(Actor reader) =>
        [.. reader.Grants.All.Where(g => g.Permission == Permission.ManageAbsences && g.Scope.StartsWith("class/", StringComparison.Ordinal))
            .Select(g => new ClassId(g.Scope["class/".Length..])).Distinct()];

    /// <summary>Null: no such class, or not for this reader — the two are not told apart.</summary>
    public async Task<AbsenceView?> Of(Actor reader, ClassId schoolClass, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await Ground.Of(session, reader, schoolClass, clock, cancel) is not { } ground) return null;
        var (roster, rules, today) = (ground.Roster, ground.Rules?.On(ground.Today), ground.Today);
        var pupils = roster.Pupils.Select(p => p.Pupil).Distinct().ToList();
        var documents = await session.QueryAsync<AbsenceDocument>(
            "where d.tenant_id = ? and d.data ->> 'person' = any(?)", cancel, session.TenantId, pupils.Select(p => p.Value).ToArray());
        var ofYear = documents.Where(d => d.From >= ground.Year.From && d.Until <= ground.Year.To).ToList();
        var courses = (await session.QueryAsync<CourseCard>("where d.tenant_id = ? and d.data -> 'classes' @> to_jsonb(?::text)", cancel, session.TenantId, roster.Id))
            .Select(c => c.Course.Value).ToArray();
        string[] letters = [.. (rules?.Explained ?? []).Concat(ofYear.SelectMany(d => d.Explains)).Distinct()];
        var (cells, taught) = await Cells(session, courses, ground.Year.From, today, letters, cancel);
        var pages = await AbsenceFacts.ClosedPages(session, courses, cancel);
        var called = await names.Pupils(session, reader.School, pupils, cancel);

        var open = cells.Where(c => c.Document is null && roster.On(c.Pupil, c.Lesson.Date) is not null).ToList();
        var standing = ofYear.Where(d => !d.Withdrawn).ToList();
        var covered = open.Select(c => (Cell: c, By: standing.Find(d => d.Pupil == c.Pupil && d.Covers(c.Lesson.Date) && d.Explains.Contains(c.Code)))).ToList();
        var spells = covered.Where(c => c.By is null && rules?.Explained.Contains(c.Cell.Code) == true).GroupBy(c => c.Cell.Pupil)
            .SelectMany(g => AbsenceSpell.Of([.. g.GroupBy(c => c.Cell.Lesson.Date).Select(d => (d.Key, d.Count()))], taught)
                .Select(s => new AbsenceSpell(
                    g.Key, called.GetValueOrDefault(g.Key, "—"), s.From, s.Until, s.Days, s.Lessons,
                    reader.Role is not Role.DeputyHead && today > s.Until.AddDays(rules!.AttachDays))))
            .OrderByDescending(s => s.Until).ThenBy(s => s.Name, StringComparer.CurrentCulture).ToList();
        var explained = cells.Where(c => c.Document is not null).CountBy(c => c.Document!.Value).ToDictionary();
        var lines = await Lines(session, reader.School, ground, ofYear, called, cancel);
        return new AbsenceView(
            schoolClass, roster.Name, await Others(session, reader, cancel), ground.MayManage, rules, spells,
            [.. lines.Select(line =>
            {
                var left = covered.Where(c => c.By == line.Document).ToLookup(c => AbsenceFacts.IsClosed(pages, c.Cell.Lesson));
                return line with { Explained = explained.GetValueOrDefault(line.Document.Key), Closed = left[true].Count(), Since = left[false].Count() };
            }).OrderBy(l => l.Document.Withdrawn).ThenByDescending(l => l.Document.From).ThenBy(l => l.Pupil, StringComparer.CurrentCulture)]);
    }

    /// <summary>Null: no such document of the class's pupils, or not for this reader.</summary>
    public async Task<DocumentView?> Of(Actor reader, ClassId schoolClass, AbsenceDocumentId document, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await Ground.Of(session, reader, schoolClass, clock, cancel) is not { } ground
            || await session.LoadAsync<AbsenceDocument>(document.Stream, cancel) is not { } found || ground.Roster.Pupils.All(p => p.Pupil != found.Pupil)) return null;
        var facts = await AbsenceFacts.Load(schoolClass, found.Pupil, found.From, found.Until, session, clock, cancel);
        var places = await History.Places(session, facts.Lessons.Select(l => l.Lesson.Key.Course), cancel);
        var called = await names.Pupils(session, reader.School, [found.Pupil], cancel);
        var line = (await Lines(session, reader.School, ground, [found], called, cancel))[0];
        var by = facts.Lessons.ToLookup(l => l.Lesson.CellOf(found.Pupil) is var cell && cell.Explained?.Document == found.Key ? "by"
            : found.Withdrawn || cell.Attendance is not { } code || !found.Explains.Contains(code) ? "" : l.Closed ? "closed" : "since");
        return new DocumentView(schoolClass, ground.Roster.Name, ground.MayManage, line, found.Letter, Lessons("by"), Lessons("closed"), Lessons("since"));

        IReadOnlyList<DocumentLesson> Lessons(string state) =>
            [.. by[state].Select(l => new DocumentLesson(l.Lesson.Key, places[l.Lesson.Key.Course].Subject, l.Lesson.CellOf(found.Pupil).Attendance!))];
    }

    /// <summary>The form with what is offered in it; null where the reader may not attach.</summary>
    /// <param name="draft">Null: as a document that is replaced has it.</param>
    public async Task<DocumentForm?> Form(Actor reader, ClassId schoolClass, DocumentDraft? draft, AbsenceDocumentId? replaces, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await Ground.Of(session, reader, schoolClass, clock, cancel) is not { MayManage: true } ground) return null;
        var former = replaces is { } id ? await session.LoadAsync<AbsenceDocument>(id.Stream, cancel) : null;
        if (replaces is not null && (former is null || (former.Withdrawn && draft is null) || ground.Roster.Pupils.All(p => p.Pupil != former.Pupil))) return null;
        // Other days and another number are a correction of the document, another pupil is another document.
        var pupils = former is not null ? [former.Pupil]
            : ground.Roster.Pupils.Where(p => !(ground.Today >= p.Left) || p.Pupil.Value == draft?.Pupil).Select(p => p.Pupil).Distinct().ToList();
        var called = await names.Pupils(session, reader.School, pupils, cancel);
        return new DocumentForm(
            schoolClass, ground.Roster.Name, ground.Rules?.On(ground.Today),
            [.. pupils.Select(p => (p, called.GetValueOrDefault(p, "—"))).OrderBy(p => p.Item2, StringComparer.CurrentCulture)],
            draft ?? (former is { } f
                ? new DocumentDraft(f.Pupil.Value, AbsenceFacts.Iso(f.From), AbsenceFacts.Iso(f.Until), f.Kind, f.Number ?? "", AbsenceFacts.Iso(f.Issued))
                : new DocumentDraft("", "", "", "", "", "")), replaces);
    }

    private async Task<IReadOnlyList<DocumentLine>> Lines(
        IQuerySession session, SchoolId school, Ground ground, IReadOnlyList<AbsenceDocument> documents, IReadOnlyDictionary<PupilId, string> called, CancellationToken cancel)
    {
        var people = await names.Accounts(school, documents.Select(d => new AccountId(d.By)), cancel);
        var why = await names.Notes(school, documents.Select(d => d.Reason?.Opening), cancel);
        return [.. documents.Select(d => new DocumentLine(
            d, called.GetValueOrDefault(d.Pupil, "—"), AbsenceTexts.Paper(d, ground.Rules?.NameOf(d.Kind) ?? d.Kind), people.GetValueOrDefault(new AccountId(d.By), d.By), 0, 0, 0,
            d.Reason is { } reason ? why.GetValueOrDefault(reason.Opening, UiTexts.All["erased"]) : null))];
    }

    private static async Task<IReadOnlyList<(ClassId, string)>> Others(IQuerySession session, Actor reader, CancellationToken cancel)
    {
        var led = Led(reader);
        return led.Count < 2 ? [] : [.. (await session.LoadManyAsync<ClassRoster>(cancel, led.Select(c => c.Value).ToArray()))
            .OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => (new ClassId(c.Id), c.Name))];
    }

    private sealed record AbsentCell(LessonId Lesson, PupilId Pupil, string Code, AbsenceDocumentId? Document);

    /// <summary>Unexplained and documented cells of the class's courses, and the days on which anything is recorded: cells are sifted where they lie.</summary>
    private static async Task<(List<AbsentCell> Cells, HashSet<DateOnly> Taught)> Cells(
        IQuerySession session, string[] courses, DateOnly from, DateOnly to, string[] letters, CancellationToken cancel)
    {
        const string sql = $$"""
            select d.data ->> 'key', c.key, c.value ->> 'attendance', c.value #>> '{explained,document}'
            from {{EventStore.Schema}}.mt_doc_lesson d left join lateral jsonb_each(d.data -> 'cells') c
              on c.value ->> 'attendance' = any($5) or c.value ? 'explained'
            where d.tenant_id = $1 and d.data ->> 'course' = any($2) and d.data ->> 'day' between $3 and $4 and d.data -> 'cells' <> '{}'
            """;
        var (cells, taught) = (new List<AbsentCell>(), new HashSet<DateOnly>());
        await using var command = new NpgsqlCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.TenantId });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = courses });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AbsenceFacts.Iso(from) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AbsenceFacts.Iso(to) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = letters });
        await using var reader = await session.ExecuteReaderAsync(command, cancel);
        while (await reader.ReadAsync(cancel))
        {
            var lesson = LessonId.Parse(reader.GetString(0));
            taught.Add(lesson.Date);
            if (reader.IsDBNull(1)) continue;
            cells.Add(new AbsentCell(lesson, new PupilId(reader.GetString(1)), reader.GetString(2), reader.IsDBNull(3) ? null : new AbsenceDocumentId(reader.GetString(3))));
        }
        return (cells, taught);
    }

    /// <summary>What every page of these needs.</summary>
    private sealed record Ground(ClassRoster Roster, YearCalendar Year, AbsenceRules? Rules, DateOnly Today, bool MayManage)
    {
        public static async Task<Ground?> Of(IQuerySession session, Actor reader, ClassId schoolClass, TimeProvider clock, CancellationToken cancel)
        {
            var resource = Streams.Class(schoolClass);
            if (!reader.Grants.AllowEver(Permission.ReadAbsences, resource)) return null;
            var batch = session.CreateBatchQuery();
            var roster = batch.Load<ClassRoster>(schoolClass.Value);
            var rules = batch.Load<AbsenceRules>(Streams.Absences);
            var school = batch.Load<SchoolCard>(Streams.School(reader.School));
            await batch.Execute(cancel);
            if (await roster is not { } found || await session.LoadAsync<YearCalendar>(Streams.Year(found.Year), cancel) is not { } year) return null;
            var now = clock.GetUtcNow();
            var today = (await school)?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
            return new Ground(found, year, await rules, today, !reader.ReadOnly && reader.Grants.Allow(Permission.ManageAbsences, resource, today));
        }
    }
}
