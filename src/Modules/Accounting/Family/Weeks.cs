using System.Globalization;
using System.Text.Json;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Family;

/// <summary>Reads the family's week: register, lessons and name, in three round trips however many subjects there are.</summary>
public sealed class Weeks(IDocumentStore store, Names names, TimeProvider clock)
{
    private const int Days = 7;

    /// <summary>How far ahead the next lesson of a subject is looked for.</summary>
    private const int HomeworkReach = 30;

    /// <summary>The week of <paramref name="day"/>, or of today. Null: no such pupil, or not for this reader — the two are not told apart.</summary>
    public async Task<PupilWeek?> Of(Actor reader, PupilId pupil, DateOnly? day = null, CancellationToken cancel = default)
    {
        if (!reader.Grants.AllowEver(Permission.ReadPupil, Streams.Pupil(pupil))) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await Sources.Load(session, reader.School, pupil, clock.GetUtcNow(), cancel) is not { } from) return null;

        var monday = Monday(day ?? from.Today);
        var days = Enumerable.Range(0, Days).Select(monday.AddDays).ToList();
        var lessons = await LessonsOf(session, from.Courses.Keys, days[0], days[^1], cancel);
        @from = @from with { Shifts = await names.Shifts(session, reader.School, [.. lessons.Select(l => l.Shift).OfType<LessonShift>()], cancel) };
        var given = await GivenIn(session, from.Courses.Keys, days[0].AddDays(-HomeworkReach), days[^1], cancel);
        var words = await names.Notes(
            reader.School, lessons.Select(l => l.RecommendationOf(pupil)?.Text).Concat(given.Select(g => g.Own(pupil)?.Text))
                .Concat(lessons.Select(l => l.CellOf(pupil).Comment)), cancel);
        var name = (await names.Pupils(session, reader.School, [pupil], cancel)).GetValueOrDefault(pupil, "—");
        var shown = days.Select(date => from.Day(date, lessons, given, words)).OfType<PupilDay>().Where(d => d.Lessons.Count > 0).ToList();
        var classNow = from.ClassOn(from.Today >= days[0] && from.Today <= days[^1] ? from.Today : days[^1]) ?? from.ClassOn(from.Today);
        return new PupilWeek(
            pupil, name, classNow?.Name, monday, from.Today, shown,
            from.Years.Any(y => y.From < monday) ? monday.AddDays(-Days) : null,
            from.Years.Any(y => y.To > days[^1]) ? monday.AddDays(Days) : null);
    }

    /// <summary>Whether a pupil of this reader sits in the course of a lesson on its day: what was given to the class is theirs.</summary>
    public async Task<bool> Attended(Actor reader, PupilId pupil, LessonId lesson, CancellationToken cancel = default)
    {
        if (!reader.Grants.AllowEver(Permission.ReadPupil, Streams.Pupil(pupil))) return false;
        await using var session = store.QuerySession(reader.School.Value);
        return await Sources.Load(session, reader.School, pupil, clock.GetUtcNow(), cancel) is { } from && from.Attended(lesson);
    }

    /// <summary>The children whose weeks this reader may open today.</summary>
    public async Task<IReadOnlyList<ChildLink>> Children(Actor reader, CancellationToken cancel = default)
    {
        var pupils = reader.Grants.All.Where(g => g.Permission == Permission.ReadPupil && g.Scope.StartsWith("pupil/", StringComparison.Ordinal))
            .Select(g => new PupilId(g.Scope["pupil/".Length..])).Distinct().ToList();
        if (pupils.Count == 0) return [];
        await using var session = store.QuerySession(reader.School.Value);
        var cards = await session.LoadManyAsync<PupilCard>(cancel, pupils.Select(Streams.Pupil).ToArray());
        var classes = (await session.LoadManyAsync<ClassRoster>(cancel, cards.Select(c => c.Class?.Value).OfType<string>().Distinct().ToArray()))
            .ToDictionary(c => c.Id, c => c.Name);
        var called = await names.Pupils(session, reader.School, pupils, cancel);
        return [.. cards.Select(c => new ChildLink(
                c.Pupil, called.GetValueOrDefault(c.Pupil, "—"), c.Departed is null && c.Class is { } k ? classes.GetValueOrDefault(k.Value) : null))
            .OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>One query over the lessons of all subjects of the week.</summary>
    private static async Task<IReadOnlyList<Lesson>> LessonsOf(
        IQuerySession session, IEnumerable<CourseId> courses, DateOnly from, DateOnly to, CancellationToken cancel) =>
        await session.QueryAsync<Lesson>(
            "where d.tenant_id = ? and d.data ->> 'course' = any(?) and d.data ->> 'day' between ? and ?",
            cancel, session.TenantId, courses.Select(c => c.Value).ToArray(), Day(from), Day(to));

    /// <summary>Lessons with something to do after them; no cells of others are read.</summary>
    private static async Task<IReadOnlyList<GivenHomework>> GivenIn(
        IQuerySession session, IEnumerable<CourseId> courses, DateOnly from, DateOnly to, CancellationToken cancel) =>
        await session.Query<Lesson>()
            .Where(l => l.MatchesSql(
                "d.data ->> 'course' = any(?) and d.data ->> 'day' between ? and ? and (d.data ->> 'ownHomework' is not null or d.data ->> 'homework' is not null)",
                courses.Select(c => c.Value).ToArray(), Day(from), Day(to)))
            .Select(l => new GivenHomework { Key = l.Key, Homework = l.Homework, Minutes = l.HomeworkMinutes, Due = l.Due, Files = l.Files, OwnHomework = l.OwnHomework })
            .ToListAsync(cancel);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What was given on a lesson.</summary>
    public sealed record GivenHomework
    {
        public required LessonId Key { get; init; }

        public Entry? Homework { get; init; }

        public int? Minutes { get; init; }

        public HomeworkDue? Due { get; init; }

        public IReadOnlyList<HomeworkFile>? Files { get; init; }

        public IReadOnlyDictionary<string, PupilHomework>? OwnHomework { get; init; }

        public PupilHomework? Own(PupilId pupil) => OwnHomework?.GetValueOrDefault(pupil.Value);
    }

    /// <summary>What the register says of the pupil's classes.</summary>
    private sealed record Sources(
        PupilId Pupil, DateOnly Today, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<YearCalendar> Years, JournalRules? Rules,
        IReadOnlyDictionary<CourseId, CourseCard> Courses, IReadOnlyDictionary<string, string> Subjects, IReadOnlyList<UnitTimetable> Timetables,
        IReadOnlyDictionary<GroupId, StudyGroupCard> Groups, LessonLifeRules? Life, LoadNorms? Norms)
    {
        /// <summary>Names kinds of absence documents.</summary>
        public AbsenceRules? Absences { get; init; }

        /// <summary>Says what was decided about lessons of the week.</summary>
        public ShiftWords? Shifts { get; init; }

        public static async Task<Sources?> Load(IQuerySession session, SchoolId school, PupilId pupil, DateTimeOffset now, CancellationToken cancel)
        {
            // Of the pupil's classes, and of groups only those in which the pupil is or was.
            const string rosters = EventStore.Schema + ".mt_doc_classroster r where r.tenant_id = d.tenant_id and r.data @> ?::jsonb";
            const string groups = EventStore.Schema + ".mt_doc_studygroupcard g where g.tenant_id = d.tenant_id and g.data @> ?::jsonb";
            const string ofPupil = "(d.data ->> 'unit' in (select r.id from " + rosters + ") or d.data ->> 'unit' in (select g.data ->> 'group' from " + groups + "))";
            var inClass = JsonSerializer.Serialize(new { pupils = new[] { new { pupil = pupil.Value } } });
            var batch = session.CreateBatchQuery();
            var schoolTask = batch.Load<SchoolCard>(Streams.School(school));
            var cardTask = batch.Load<PupilCard>(Streams.Pupil(pupil));
            var rulesTask = batch.Load<JournalRules>(Streams.Regulation);
            var classesTask = batch.Query<ClassRoster>().Where(c => c.MatchesSql("d.data @> ?::jsonb", inClass)).ToList();
            var coursesTask = batch.Query<CourseCard>().Where(c => c.MatchesSql(ofPupil, inClass, inClass)).ToList();
            var tablesTask = batch.Query<UnitTimetable>().Where(c => c.MatchesSql(ofPupil, inClass, inClass)).ToList();
            var groupsTask = batch.Query<StudyGroupCard>().Where(c => c.MatchesSql("d.data @> ?::jsonb", inClass)).ToList();
            var yearsTask = batch.Query<YearCalendar>().ToList();
            var subjectsTask = batch.Query<SubjectCard>().ToList();
            var lifeTask = batch.Load<LessonLifeRules>(Streams.LessonLife);
            var normsTask = batch.Load<LoadNorms>(Streams.Norms);
            var absencesTask = batch.Load<AbsenceRules>(Streams.Absences);
            await batch.Execute(cancel);
            if (await cardTask is null) return null;
            var classes = await classesTask;
            return new Sources(
                pupil, (await schoolTask)?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime), classes,
                [.. (await yearsTask).Where(y => classes.Any(c => c.Year == y.Year))], await rulesTask,
                (await coursesTask).ToDictionary(c => c.Course), (await subjectsTask).ToDictionary(s => s.Id, s => s.Name), await tablesTask,
                (await groupsTask).ToDictionary(g => g.Group), await lifeTask, await normsTask)
            {
                Absences = await absencesTask,
            };
        }

        /// <summary>The class of a year that has ended keeps its list; it is not the class of a day after it.</summary>
        public ClassRoster? ClassOn(DateOnly date) =>
            Classes.FirstOrDefault(c => c.On(Pupil, date) is not null && YearOf(c) is { } year && year.From <= date && date <= year.To);

        /// <summary>Null on a day on which the pupil is in no class or the school does not teach.</summary>
        public PupilDay? Day(DateOnly date, IReadOnlyList<Lesson> recorded, IReadOnlyList<GivenHomework> given, IReadOnlyDictionary<Guid, string> words)
        {
            if (ClassOn(date) is not { } schoolClass || YearOf(schoolClass)?.TermOn(date, schoolClass.Level) is null) return null;
            var standing = recorded.Where(l => l.Key.Date == date && Attends(Courses[l.Key.Course], schoolClass, date)).ToDictionary(l => (l.Key.Course, l.Key.Slot));
            var planned = Slots(schoolClass, date).ToDictionary(s => (s.Course, s.Slot));
            var keys = planned.Keys.Union(standing.Where(l => l.Value.Stands).Select(l => l.Key)).OrderBy(key => key.Slot).ToList();
            var due = given.SelectMany(g => Given(schoolClass, g, words)).Where(d => d.Due?.Date == date).ToList();
            return new PupilDay(date, schoolClass.Name, [.. keys.Select(key => Shown(
                schoolClass, date, key.Course, key.Slot, planned.GetValueOrDefault(key)?.Room, standing.GetValueOrDefault(key), words) with
            {
                // Of two lessons in a row the first one asks for it.
                Assigned = [.. due.Where(d => d.Homework.Lesson.Course == key.Course && key.Slot == (d.Due!.Slot > 0 ? d.Due.Slot : keys.First(k => k.Course == key.Course).Slot)).Select(d => d.Homework)],
            })])
            {
                HomeworkNorm = Norms?.On(date)?.Levels.FirstOrDefault(norm => norm.Level == schoolClass.Level)?.Homework,
            };
        }

        /// <summary>Whether the pupil sat in the course on the day of the lesson.</summary>
        public bool Attended(LessonId lesson) =>
            Courses.TryGetValue(lesson.Course, out var course) && ClassOn(lesson.Date) is { } schoolClass && Attends(course, schoolClass, lesson.Date);

        private PupilLesson Shown(
            ClassRoster schoolClass, DateOnly date, CourseId course, int slot, string? room, Lesson? lesson, IReadOnlyDictionary<Guid, string> words)
        {
            var bell = YearOf(schoolClass)!.BellsOn(date, schoolClass.Level, schoolClass.Regimes).FirstOrDefault(b => b.Slot == slot);
            var cell = lesson?.CellOf(Pupil) ?? Cell.Empty;
            var rules = Rules?.On(date);
            var code = rules?.Attendance.FirstOrDefault(a => a.Letter == cell.Attendance);
            var homework = lesson?.Homework?.Text is { Length: > 0 } text ? text : null;
            var life = Life?.On(date);
            return new PupilLesson(
                slot, bell?.Starts, bell?.Ends, Subjects.GetValueOrDefault(Streams.Subject(Courses[course].Subject), ""), room, lesson?.Topic?.Text,
                rules?.WorkTypes.FirstOrDefault(w => w.Code == lesson?.WorkType?.Text)?.Name,
                cell.Attendance is null ? null : new PupilAttendance(cell.Attendance, code?.Name ?? cell.Attendance, code?.Missed ?? true, cell.Explained is { } by ? Absences?.NameOf(by.Kind) ?? by.Kind : null),
                [.. cell.Standing], cell.Corrected, homework, homework is null ? null : lesson!.HomeworkMinutes,
                homework is null ? null : DueOf(schoolClass, lesson!.Key, lesson.Due?.Lesson)?.Date)
            {
                Due = cell.Due,
                Comment = cell.Comment is { } comment ? words.GetValueOrDefault(comment) : null,
                Recommendation = lesson?.RecommendationOf(Pupil)?.Text is { } opening ? words.GetValueOrDefault(opening) : null,
                NotHeld = lesson?.NotHeld is { } not ? life?.NotHeld.FirstOrDefault(r => r.Code == not.Text)?.Name ?? not.Text : null,
                Extra = lesson?.Extra is { } extra ? life?.Extra.FirstOrDefault(k => k.Code == extra)?.Name ?? extra : null,
                Changed = lesson?.Shift is { } shift ? Shifts?.Of(shift) : null,
                IsOff = lesson?.Shift?.IsOff == true,
            };
        }

        /// <summary>What a lesson gave this pupil to do, and to which day.</summary>
        private IEnumerable<(DueLesson? Due, DueHomework Homework)> Given(ClassRoster schoolClass, GivenHomework given, IReadOnlyDictionary<Guid, string> words)
        {
            if (!Attends(Courses[given.Key.Course], schoolClass, given.Key.Date)) yield break;
            if (given.Homework?.Text is { Length: > 0 } text)
            {
                yield return (DueOf(schoolClass, given.Key, given.Due?.Lesson), new DueHomework(
                    given.Key, text, given.Minutes, false, [.. (given.Files ?? []).Where(f => !f.Removed).Select(f => new DueFile(f.File, f.Number, f.Type, f.Size))]));
            }
            if (given.Own(Pupil) is { Text: { } opening } own && words.TryGetValue(opening, out var said))
                yield return (DueOf(schoolClass, given.Key, own.Due), new DueHomework(given.Key, said, own.Minutes, true, []));
        }

        /// <summary>The lesson that was chosen while the timetable has it, else the next one whose day has come round.</summary>
        private DueLesson? DueOf(ClassRoster schoolClass, LessonId given, LessonId? chosen)
        {
            if (chosen is not null && Slots(schoolClass, chosen.Date).Any(s => s.Course == chosen.Course && s.Slot == chosen.Slot)) return new DueLesson(chosen.Date, chosen.Slot);
            var day = Enumerable.Range(1, HomeworkReach).Select(given.Date.AddDays).FirstOrDefault(date => Slots(schoolClass, date).Any(s => s.Course == given.Course));
            return day == default ? null : new DueLesson(day, 0);
        }

        /// <param name="Slot">0: the first of the day.</param>
        private sealed record DueLesson(DateOnly Date, int Slot);

        private YearCalendar? YearOf(ClassRoster schoolClass) => Years.FirstOrDefault(y => y.Year == schoolClass.Year);

        private IEnumerable<TimetableSlot> Slots(ClassRoster schoolClass, DateOnly date) =>
            YearOf(schoolClass) is not { } year ? [] : Timetables.SelectMany(t => t.On(date, schoolClass.Level, year))
                .Where(s => Courses.TryGetValue(s.Course, out var course) && Attends(course, schoolClass, date));

        /// <summary>A group ends for whoever leaves its class, without another word.</summary>
        private bool Attends(CourseCard course, ClassRoster schoolClass, DateOnly date) => course.IsTaughtOn(date) && (course.Group is { } group
            ? course.Classes.Contains(ClassId.From(schoolClass.Id)) && Groups.GetValueOrDefault(group)?.Pupils.Any(p => p.Pupil == Pupil && p.From <= date && !(date >= p.Left)) == true
            : course.Unit == schoolClass.Id);
    }
}
