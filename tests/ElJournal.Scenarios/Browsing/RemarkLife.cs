using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Control;
using ElJournal.Control.Remarks;
using ElJournal.Control.Rounds;
using ElJournal.Control.Verdicts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A deputy's week of control: remarks in every state, a round that goes on and one that is over, verdicts on homework.</summary>
internal static class RemarkLife
{
    /// <summary>Addresses of one that is open, one answered, one mended, one closed; the two rounds.</summary>
    public sealed record Made(string Open, string Answered, string Mended, string Closed, string Round, string Concluded);

    /// <param name="lesson">Has a topic and homework.</param>
    public static async Task<Made> Begin(TestSchool school, LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        var gaps = await WithoutTopic(school, lesson.Course, lesson.Date);
        var (round, over) = (new RoundId("november"), new RoundId("october"));
        CourseId[] courses = [lesson.Course, new CourseId("geometriya-8b")];
        var scope = new RoundScope([8], [], [lesson.Course == courses[0] ? new SubjectId("algebra") : new SubjectId("geometriya")], [], courses);
        foreach (var key in (RoundId[])[over, round])
        {
            await Done(new BeginRound(
                Guid.NewGuid(), key, scope, [Checks.Lessons, Checks.Homework, Checks.Attendance], lesson.Date.AddDays(-13), lesson.Date,
                [new RoundFigure(Checks.Lessons, 38, 42), new RoundFigure(Checks.Homework, 40, 42), new RoundFigure(Checks.Attendance, 42, 42)]), TestSchool.Deputy);
        }
        await Done(new ConcludeRound(
            Guid.NewGuid(), over, courses, [new RoundFigure(Checks.Lessons, 42, 42), new RoundFigure(Checks.Homework, 41, 42), new RoundFigure(Checks.Attendance, 42, 42)],
            new Opening("Записи делаются в срок и по рабочей программе; два урока геометрии понадобилось напомнить, после напоминания оба заполнены.")), TestSchool.Deputy);

        await Overdue(school, gaps[2], over);
        var open = await Issue(RemarkTarget.Of(gaps[0]), Checks.Lessons, RemarkLacks.Topic, null, 3, round);
        var answered = await Issue(
            new RemarkTarget(lesson.Course, null, null, null), Checks.Accumulation, RemarkLacks.Other,
            "За четверть у семи обучающихся меньше трёх отметок при трёх часах в неделю. Составьте график опроса и выставьте недостающие отметки до закрытия периода.", 5, round);
        await Done(new AnswerRemark(
            Guid.NewGuid(), answered.Remark, answered.Target, new Opening("Опросила четверых, троих спрошу на двух ближайших уроках: они болели.")), TestSchool.Teacher);
        var mended = await Issue(RemarkTarget.Of(gaps[1]), Checks.Lessons, RemarkLacks.Topic, "Запишите тему по КТП", 3, round);
        var closed = await Issue(RemarkTarget.Of(lesson, pupils[0]), Checks.Grades, RemarkLacks.WrongGrade, "Отметка за контрольную и за ответ стоят в одной клетке", 3);
        await Done(new CloseRemark(Guid.NewGuid(), closed.Remark, closed.Target, new Opening("Учитель показала работу: обе отметки за контрольную.")), TestSchool.Deputy);
        await Done(new SetTopic(Guid.NewGuid(), gaps[1], "Свойства арифметического квадратного корня", null, 0), TestSchool.Teacher);
        var seen = await Version(school, lesson);
        await Done(new JudgeHomework(Guid.NewGuid(), lesson, HomeworkVerdictCodes.TooMuch, new Opening("Четыре номера и повторение параграфа – больше часа для восьмого класса."), seen), TestSchool.Deputy);
        return new Made(Address(open), Address(answered), Address(mended), Address(closed), round.Value, over.Value);

        async Task<IssueRemark> Issue(RemarkTarget target, string check, string lack, string? words, int days, RoundId? within = null)
        {
            var command = new IssueRemark(
                Guid.NewGuid(), Id.New<RemarkId>(), target, check, lack, words is null ? null : new Opening(words), lesson.Date.AddDays(days), within);
            await Done(command, TestSchool.Deputy);
            return command;
        }

        async Task Done(ICommand command, Actor actor) => (await school.Send(command, actor)).Refusal.ShouldBeNull();

        static string Address(IssueRemark command) => $"{command.Target.Course}/{command.Remark}";
    }

    /// <summary>Lessons of a course that were in the timetable and have no topic, the latest first.</summary>
    public static async Task<IReadOnlyList<LessonId>> WithoutTopic(TestSchool school, CourseId course, DateOnly before)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var card = (await session.LoadAsync<CourseCard>(Streams.Course(course)))!;
        var year = (await session.LoadAsync<YearCalendar>(Streams.Year(card.Year)))!;
        var table = (await session.LoadAsync<UnitTimetable>(Streams.Timetable(card.Unit)))!;
        var gaps = new List<LessonId>();
        for (var day = before.AddDays(-1); day >= year.From; day = day.AddDays(-1))
        {
            foreach (var slot in table.On(day, card.Level, year).Where(s => s.Course == course))
            {
                var lesson = new LessonId(course, day, slot.Slot);
                if (await session.LoadAsync<Lesson>(lesson.Stream) is null or { Topic: null, NotHeld: null }) gaps.Add(lesson);
            }
        }
        return gaps;
    }

    private static async Task<int> Version(TestSchool school, LessonId lesson)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (int)(await session.Events.FetchStreamAsync(lesson.Stream))[^1].Version;
    }

    /// <summary>As it was recorded a week ago: no command makes a remark whose day has passed.</summary>
    private static async Task Overdue(TestSchool school, LessonId lesson, RoundId round)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().LightweightSession(TestSchool.School.Value);
        Provenance.Stamp(session, TestSchool.Deputy, Guid.NewGuid());
        var id = Id.New<RemarkId>();
        session.Events.StartStream<Remark>(id.Stream, new RemarkIssued(
            id, RemarkTarget.Of(lesson), Checks.Homework, RemarkLacks.Homework, null, lesson.Date.AddDays(-1), lesson.Date.AddDays(1), new StaffId("sokolova"), round, 0));
        await session.SaveChangesAsync();
    }
}
