using ElJournal.Store;
using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>The fold of a lesson's events outside the store, for replays: the same Create and Apply that the store uses.</summary>
public static class LessonFold
{
    public static Lesson? Next(Lesson? lesson, IEvent e) => Fold.Of(typeof(Lesson), lesson, e);
}
