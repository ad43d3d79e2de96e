using System.Globalization;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Journal;

/// <summary>Reads what a lesson's own page shows beside the journal page.</summary>
public sealed class LessonSheets(IDocumentStore store, Names names)
{
    /// <summary>How many later lessons are offered as due.</summary>
    private const int MostDue = 8;

    /// <summary>How far ahead they are looked for, in days.</summary>
    private const int DueReach = 45;

    /// <param name="page">The page of the lesson as this reader may see it.</param>
    public async Task<LessonSheet> Of(Actor reader, JournalPage page, LessonId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(id.Course), cancel))!;
        var batch = session.CreateBatchQuery();
        var lessonTask = batch.Load<Lesson>(id.Stream);
        var yearTask = batch.Load<YearCalendar>(Streams.Year(course.Year));
        var tableTask = batch.Load<UnitTimetable>(Streams.Timetable(course.Unit));
        var planTask = batch.Load<CoursePlan>(Streams.Plan(id.Course));
        var lifeTask = batch.Load<LessonLifeRules>(Streams.LessonLife);
        var groupsTask = course.Group is null ? batch.Query<StudyGroupCard>().Where(g => g.MatchesSql("d.data ->> 'year' = ? and d.data ->> 'closed' is null", course.Year.Value)).ToList() : null;
        var earlierTask = batch.Query<Lesson>()
            .Where(l => l.MatchesSql("d.data ->> 'course' = ? and d.data ->> 'day' <= ?", id.Course.Value, Day(id.Date)))
            .Select(l => new Earlier { Key = l.Key, PlanItem = l.PlanItem, PlanPart = l.PlanPart, Homework = l.Homework, Minutes = l.HomeworkMinutes }).ToList();
        await batch.Execute(cancel);

        var lesson = await lessonTask;
        var life = (await lifeTask)?.On(id.Date);
        var pupils = page.Pupils.ToDictionary(p => p.Pupil.Value, p => p.Name);
        var here = page.Pupils.Where(p => id.Date >= p.From && !(id.Date >= p.Left)).Select(p => p.Pupil).ToHashSet();
        var earlier = (await earlierTask).Where(l => (l.Key.Date, l.Key.Slot).CompareTo((id.Date, id.Slot)) < 0).OrderBy(l => l.Key.Date).ThenBy(l => l.Key.Slot).ToList();
        var plan = Choices((await planTask)?.Items ?? [], earlier, lesson);
        var words = await names.Notes(
            reader.School, (lesson?.OwnHomework?.Values.Select(h => h.Text) ?? []).Concat(lesson?.Recommendations?.Values.Select(w => w.Text) ?? []), cancel);
        var column = page.Lessons.First(l => l.Lesson == id);
        IReadOnlyDictionary<string, PupilHomework> own = lesson?.PupilsHomework() ?? new Dictionary<string, PupilHomework>();
        IReadOnlyDictionary<string, PupilWords> advice = lesson?.PupilsWords() ?? new Dictionary<string, PupilWords>();
        return new LessonSheet(
            id, plan, lesson?.Topic is null ? plan.FirstOrDefault(item => item.Number == column.PlanItem) : plan.FirstOrDefault(item => item.Number == lesson.PlanItem),
            lesson?.Due?.Lesson, lesson?.Due?.Last.Version ?? 0, Later(course, await yearTask, await tableTask, id), [.. lesson?.StandingFiles() ?? []],
            earlier.LastOrDefault(l => l.Homework is { Text.Length: > 0 }) is { } last ? new LastHomework(last.Homework!.Text, last.Minutes) : null,
            [.. from pair in own
                where pair.Value.Text is not null
                select new WordsToPupil(PupilId.From(pair.Key), Name(pair.Key), Words(pair.Value.Text), pair.Value.Minutes, pair.Value.Due, pair.Value.Last.Version, pair.Value.Corrected)],
            [.. from pair in advice
                where pair.Value.Text is not null
                select new WordsToPupil(PupilId.From(pair.Key), Name(pair.Key), Words(pair.Value.Text), null, null, pair.Value.Last.Version, pair.Value.Corrected)],
            groupsTask is null ? [] : [.. (await groupsTask).Where(g => g.Classes.Intersect(course.Classes).Any())
                .Select(g => new GroupChoice(g.Group, g.Name, [.. g.Pupils.Where(p => p.From <= id.Date && !(id.Date >= p.Left) && here.Contains(p.Pupil)).Select(p => p.Pupil)]))
                .Where(g => g.Pupils.Count > 0).OrderBy(g => g.Name, StringComparer.CurrentCulture)])
        {
            NotHeld = lesson?.NotHeld is { } not ? life?.NotHeld.FirstOrDefault(r => r.Code == not.Text)?.Name ?? not.Text : null,
            MayReturn = lesson?.NotHeld?.Last.By == reader.Account.Value,
            Extra = lesson?.Extra is { } extra ? life?.Extra.FirstOrDefault(k => k.Code == extra)?.Name ?? extra : null,
            AttendanceChecked = lesson?.AttendanceCheck is not null,
            NotHeldReasons = life?.NotHeld ?? [],
        };

        string Name(string pupil) => pupils.GetValueOrDefault(pupil, "—");

        string Words(Guid? opening) => words.GetValueOrDefault(opening!.Value, UiTexts.All["erased"]);
    }

    /// <summary>A topic of several hours, or one that an earlier lesson had, is taken in parts.</summary>
    private static List<PlanChoice> Choices(IReadOnlyList<PlanItem> items, List<Earlier> earlier, Lesson? lesson)
    {
        var taken = earlier.Where(l => l.PlanItem is not null).CountBy(l => l.PlanItem!.Value).ToDictionary();
        return [.. items.Select(item =>
        {
            if (lesson?.Topic is not null && lesson.PlanItem == item.Number) return new PlanChoice(item.Number, item.Topic, lesson.PlanPart);
            var before = taken.GetValueOrDefault(item.Number);
            return new PlanChoice(item.Number, item.Topic, before > 0 || item.Hours > 1 ? before + 1 : null);
        })];
    }

    /// <summary>The lessons of the course after one, by the timetable.</summary>
    internal static IReadOnlyList<LessonId> Later(CourseCard course, YearCalendar? year, UnitTimetable? table, LessonId after)
    {
        if (year is null || table is null) return [];
        return [.. Enumerable.Range(0, DueReach).Select(after.Date.AddDays)
            .SelectMany(day => course.IsTaughtOn(day) ? table.On(day, course.Level, year).Where(s => s.Course == course.Course).Select(s => new LessonId(course.Course, day, s.Slot)) : [])
            .Where(l => (l.Date, l.Slot).CompareTo((after.Date, after.Slot)) > 0).Take(MostDue)];
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What of an earlier lesson matters to this one; thirty cells of it do not.</summary>
    public sealed record Earlier
    {
        public required LessonId Key { get; init; }

        public int? PlanItem { get; init; }

        public int? PlanPart { get; init; }

        public Entry? Homework { get; init; }

        public int? Minutes { get; init; }
    }
}
