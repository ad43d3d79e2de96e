using ElJournal.Kernel;

namespace ElJournal.Sample.Living;

/// <summary>One event of the lived year, ready to be stored.</summary>
/// <param name="At">When it was recorded, UTC, whole microseconds; later or the same as that before it.</param>
/// <param name="Stream">Its stream, as <c>Streams</c> names it.</param>
/// <param name="Model">The write model that the stream is folded to, such as <c>Lesson</c>.</param>
/// <param name="Event">A recorded event of the contracts.</param>
/// <param name="By">Who, in what role, through which channel and session; its grants are not looked at.</param>
/// <param name="Cause">The command or entry: events of one cause follow each other directly, and the first takes its id.</param>
/// <param name="Permit">The correction under whose permission it was recorded, as the header keeps it.</param>
/// <param name="Openings">Personal words that the event commits to.</param>
public sealed record YearEvent(
    DateTime At, string Stream, Type Model, object Event, Actor By, Guid Cause, string? Permit = null, IReadOnlyList<Opening>? Openings = null);
