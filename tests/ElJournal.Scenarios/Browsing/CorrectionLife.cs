using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A closed page, and requests for it in every state: waiting, open, refused, entered.</summary>
internal static class CorrectionLife
{
    /// <summary>Answers lesson and pupil of the grade that was corrected by permission, as the query of its answer, and the closed page.</summary>
    public static async Task<(string Answer, string Page)> Begin(TestSchool school)
    {
        await Regulate(school);
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var lessons = await session.Query<Lesson>().ToListAsync();
        var lesson = lessons.Where(l => l.Cells.Count > 0 && l.Key.Course != SampleSchool.Course).OrderBy(l => l.Id, StringComparer.Ordinal).First();
        var (key, pupil) = (lesson.Key, new PupilId(lesson.Cells.Keys.First()));
        var others = (await session.LoadAsync<ClassRoster>("8b"))!.Pupils.Select(p => p.Pupil).Where(p => p != pupil).Distinct().Take(2).ToList();
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(key.Course)))!;
        var term = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!.TermOn(key.Date, course.Level)!.Id;
        if ((await school.ClosePageAsItIs(key.Course, term)).Refusal is { } open) throw new InvalidOperationException(open.Text());

        var standing = lesson.CellOf(pupil).Value.ToString();
        var cell = CorrectionTarget.Of(CorrectionKinds.Cell, key, pupil);
        var first = await Ask(cell, standing, "4", "Отметка выставлена не за ту работу: за самостоятельную работу у ученика 4, а не то, что стоит в журнале.");
        await Done(Grant(first, cell), TestSchool.Deputy);
        await Done(new EnterCells(new EnterCell(Guid.NewGuid(), key, pupil, "4", lesson.CellOf(pupil).Version)), TestSchool.Teacher);
        var topic = CorrectionTarget.Of(CorrectionKinds.Topic, key);
        var second = await Ask(topic, lesson.Topic?.Text, "Сложение и вычитание рациональных дробей с разными знаменателями", "Тема записана из плана прошлой недели.");
        await Done(Grant(second, topic), TestSchool.Deputy);
        var homework = CorrectionTarget.Of(CorrectionKinds.Homework, key);
        var third = await Ask(homework, null, "§ 8, № 201–205", "Забыла записать.");
        await Done(new RefuseCorrection(Guid.NewGuid(), third, homework, new Opening("Задание задним числом не выдаётся: дети его не видели.")), TestSchool.Deputy);
        // A grade of the closed period, one open and one waiting; and a substitution that the deputy cannot grant to herself.
        var grade = new CorrectionTarget(CorrectionKinds.TermGrade, key.Course, null, pupil, term);
        await Done(Grant(await Ask(grade, null, "5", "Ученик сдал зачёт после закрытия четверти."), grade), TestSchool.Deputy);
        await Ask(grade with { Pupil = others[0] }, null, "4", "Работа за четверть была проверена позже срока.");
        await Done(
            new RequestCorrection(
                Guid.NewGuid(), Id.New<CorrectionId>(), CorrectionTarget.Of(CorrectionKinds.Substitution, key), null, "assign:chernov", "typo",
                new Opening("Замена была, но в день урока её не записали.")), TestSchool.Deputy);
        foreach (var other in others) await Ask(CorrectionTarget.Of(CorrectionKinds.Cell, key, other), null, "5", "Ученик отвечал у доски, отметка не была внесена вовремя.");
        return ($"{key}&pupil={pupil}", $"{key.Course}/{term}");

        async Task<CorrectionId> Ask(CorrectionTarget target, string? old, string wanted, string memo)
        {
            var id = Id.New<CorrectionId>();
            await Done(new RequestCorrection(Guid.NewGuid(), id, target, old, wanted, "typo", new Opening(memo)), TestSchool.Teacher);
            return id;
        }

        async Task Done(ICommand command, Actor actor) => (await school.Send(command, actor)).Refusal.ShouldBeNull();
    }

    /// <summary>The sample's regulation of corrections, from the beginning of its year.</summary>
    public static async Task Regulate(TestSchool school)
    {
        await using var scope = school.Services.CreateAsyncScope();
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var year = await session.Query<YearCalendar>().FirstAsync();
        await SampleSchool.Of(scope.ServiceProvider).SetCorrections(year.From, Actors.ForCommandLine(TestSchool.School));
    }

    private static GrantCorrection Grant(CorrectionId id, CorrectionTarget target) =>
        new(Guid.NewGuid(), id, target, Correction.Moment(DateTimeOffset.UtcNow.AddHours(24)), null);
}
