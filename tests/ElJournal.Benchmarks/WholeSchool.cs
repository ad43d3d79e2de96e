using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;

namespace ElJournal.Benchmarks;

/// <summary>Makes the sample a school of forty classes and a thousand pupils, by the same commands as people do.</summary>
internal sealed class WholeSchool(Ground ground)
{
    /// <summary>Of the ids of its classes, courses and pupils.</summary>
    public const string Prefix = "whole-";

    private const int PupilsInClass = 25;
    private const int Teachers = 70;
    private const int Lessons = 6;
    private const int Days = 5;

    private readonly Actor actor = Actors.ForCommandLine(SampleSchool.School);

    public async Task Build()
    {
        await using var session = ground.Store.QuerySession(SampleSchool.School.Value);
        var year = await session.Query<YearCalendar>().SingleAsync();
        var subjects = await session.Query<SubjectCard>().OrderBy(s => s.Id).ToListAsync();
        for (var i = 0; i < Teachers; i++)
            await Send(new HireStaff(Guid.NewGuid(), Teacher(i), new PersonCard(Surname(i), "Вера", "Павловна", null, "Ж", null), year.From));
        var levels = Enumerable.Range(1, 11).SelectMany(level => (level > 9 ? "АБ" : "АБВГ").Select(letter => (Level: level, Letter: letter.ToString())));
        var n = 0;
        foreach (var (level, letter) in levels) await Add(year, subjects, level, letter, n++);
    }

    private async Task Add(YearCalendar year, IReadOnlyList<SubjectCard> subjects, int level, string letter, int n)
    {
        // Letters of the sample's own classes are taken; these stand beside them.
        var id = ClassId.From($"{Prefix}{n}");
        await Send(new FormClass(Guid.NewGuid(), id, year.Year, level, level is 7 or 8 ? letter + "1" : letter));
        for (var i = 0; i < PupilsInClass; i++)
        {
            await Send(new EnrolPupil(
                Guid.NewGuid(), PupilId.From($"{Prefix}{n}-{i}"), new PersonCard(Surname((n * PupilsInClass) + i), "Яна", "Олеговна", new DateOnly(2012, 5, 9), "Ж", $"{n}-{i}"), id, year.From));
        }
        var slots = new List<TimetableSlot>();
        for (var place = 0; place < Lessons * Days; place++)
        {
            var subject = subjects[place % Math.Min(subjects.Count, 15)];
            var course = CourseId.From($"{Prefix}{n}-{place % 15}");
            if (slots.TrueForAll(s => s.Course != course))
            {
                await Send(new OpenCourse(Guid.NewGuid(), course, id, subject.Subject, 200));
                await Send(new AssignTeacher(Guid.NewGuid(), course, Teacher(((n * 7) + place) % Teachers), year.From));
            }
            slots.Add(new TimetableSlot((place / Lessons) + 1, (place % Lessons) + 1, course, $"{100 + n}", null));
        }
        await Send(new SetTimetable(Guid.NewGuid(), id.Value, year.From, slots));
    }

    private Task Send(ICommand command) => ground.Send(command, actor);

    private static StaffId Teacher(int n) => StaffId.From($"{Prefix}{n}");

    /// <summary>Surnames that differ and sort, without a list of real ones.</summary>
    private static string Surname(int n) => "Иванова" + (char)('а' + (n % 32)) + (char)('а' + (n / 32 % 32));
}
