using ElJournal.Accounting;
using ElJournal.Accounting.Substitutions;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Teachers away for a week before and after a day, and lessons given, combined and cancelled in their place.</summary>
internal static class SubstitutionLife
{
    public static async Task Begin(TestSchool school, DateOnly today)
    {
        foreach (var (staff, cause) in ((string, string)[])[("zaharova", AbsenceCauses.Unfit), ("dorofeev", AbsenceCauses.Courses)])
        {
            await school.Send(new RecordStaffAbsence(Guid.NewGuid(), new StaffId(staff), today.AddDays(-2), today.AddDays(4), cause), TestSchool.Deputy);
            await Cover(school, new StaffId(staff), today.AddDays(-2), today.AddDays(1));
        }
    }

    /// <summary>Decides as a deputy would: by turns the first candidate, a partner, and nothing at all.</summary>
    public static async Task<IReadOnlyList<LessonId>> Cover(TestSchool school, StaffId staff, DateOnly from, DateOnly to)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var schedule = await Schedule.Load(session, from, to, CancellationToken.None);
        var lessons = schedule.Lessons.Where(l => l.Planned == staff).ToList();
        foreach (var (index, lesson) in lessons.Index())
        {
            var reason = SubstitutionReasons.Illness;
            if (index % 3 == 2) await school.Send(new CancelLesson(Guid.NewGuid(), lesson.Lesson, reason), TestSchool.Deputy);
            else if (index % 3 == 1 && Candidates.Partners(lesson, schedule) is [var with, ..]) await school.Send(new CombineLesson(Guid.NewGuid(), lesson.Lesson, with.Lesson, reason), TestSchool.Deputy);
            else if (Candidates.For(lesson, schedule) is [var first, ..]) await school.Send(new AssignSubstitute(Guid.NewGuid(), lesson.Lesson, first.Staff, reason), TestSchool.Deputy);
        }
        return [.. lessons.Select(l => l.Lesson)];
    }
}
