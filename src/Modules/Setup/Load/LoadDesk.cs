using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup.Load;

/// <summary>Carries out what is done in the grid: opens a course where there is none, puts a teacher in it or takes one out.</summary>
internal sealed class LoadDesk(Desk desk, IDocumentStore store)
{
    /// <param name="teacher">Null: nobody.</param>
    /// <returns>The first refusal; what was done before it stays.</returns>
    public async Task<RefusalAnswer?> Assign(Actor actor, LoadSheet sheet, IEnumerable<string> cells, StaffId? teacher, DateOnly from, CancellationToken cancel)
    {
        foreach (var key in cells.Distinct())
        {
            if (sheet.Cells.FirstOrDefault(c => c.Key == key) is not { } cell) continue;
            foreach (var command in teacher is { } who ? await Puts(actor, cell, who, from, cancel) : Takes(cell, from))
            {
                if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal) return new RefusalAnswer(key, refusal.Text());
            }
        }
        return null;
    }

    private async Task<IReadOnlyList<ICommand>> Puts(Actor actor, LoadCell cell, StaffId teacher, DateOnly from, CancellationToken cancel)
    {
        if (cell.Course is { } course)
        {
            // Who begins later than the day gives way as well: from then on it is this teacher.
            return course.TeacherOn(from)?.Teacher == teacher && course.Teachers.All(t => t.Second || t.From <= from)
                ? [] : [new AssignTeacher(Guid.NewGuid(), course.Course, teacher, from)];
        }
        var id = await IdOf(actor.School, cell, cancel);
        var open = cell.Group is { } group
            ? new OpenCourse(Guid.NewGuid(), id, null, cell.Subject, cell.Hours, group.Group, cell.Layer)
            : new OpenCourse(Guid.NewGuid(), id, new ClassId(cell.Unit), cell.Subject, cell.Hours, null, cell.Layer);
        return [open, new AssignTeacher(Guid.NewGuid(), id, teacher, from)];
    }

    private static IReadOnlyList<ICommand> Takes(LoadCell cell, DateOnly from) => cell.Course is not { } course ? [] :
        [.. course.Teachers.Where(t => !t.Second && !(t.To < from)).Select(t => t.Teacher).Distinct().Select(t => new ReleaseTeacher(Guid.NewGuid(), course.Course, t, from))];

    /// <summary>Follows from what is taught to whom, so that two who open the same course open one; after a closed course the next in turn.</summary>
    private async Task<CourseId> IdOf(SchoolId school, LoadCell cell, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        for (var turn = 1; ; turn++)
        {
            var id = DerivedId.Of<CourseId>("course", cell.Unit, cell.Subject.Value, cell.Layer, $"{turn}");
            if ((await session.LoadAsync<CourseCard>(Streams.Course(id), cancel))?.Closed is null) return id;
        }
    }
}

/// <summary>Which cell was refused, and why.</summary>
internal sealed record RefusalAnswer(string Cell, string Text);
