using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A term that has been taught: marks of a whole class in its last lessons, with one who missed most and one who is a mark short.</summary>
internal static class TermLife
{
    private const int Days = 28;

    /// <returns>The term.</returns>
    public static async Task<TermId> Begin(TestSchool school, LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course)))!;
        var table = (await session.LoadAsync<UnitTimetable>(Streams.Timetable(course.Unit)))!;
        var year = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!;
        var term = year.TermOn(lesson.Date, course.Level)!;
        for (var back = 1; back <= Days && lesson.Date.AddDays(-back) >= term.From; back++)
        {
            var day = lesson.Date.AddDays(-back);
            foreach (var slot in table.On(day, course.Level, year).Where(s => s.Course == lesson.Course))
            {
                var held = new LessonId(lesson.Course, day, slot.Slot);
                if ((await session.LoadAsync<Lesson>(held.Stream))?.NotHeld is not null) continue;
                if (back % 7 != 3) await Done(school, new SetTopic(Guid.NewGuid(), held, "Закрепление изученного", null, 0));
                if (back % 5 == 0) await Done(school, new ChooseWorkType(Guid.NewGuid(), held, "control", 0));
                await Done(school, new EnterCells([.. pupils.Index().Select(p => (p.Item, Value: Value(p.Index, back))).Where(p => p.Value is not null)
                    .Select(p => new EnterCell(Guid.NewGuid(), held, p.Item, p.Value!, 0))]));
            }
        }
        return term.Id;
    }

    private static string? Value(int pupil, int back) => pupil switch
    {
        2 => back % 4 == 0 ? "3" : "Н",
        _ when (pupil * 7 + back * 3) % 4 == 0 => null,
        _ => ((pupil * 5 + back * 2) % 9) switch { 0 => "3", < 4 => "4", 8 => "2", _ => "5" },
    };

    private static async Task Done(TestSchool school, Kernel.ICommand command) => (await school.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();
}
