namespace ElJournal.Accounting.Pages;

/// <summary>Посещаемость проверена was said of a lesson and not taken.</summary>
/// <param name="Words">Why.</param>
/// <param name="MayAsk">It came too late, and a deputy may let it in.</param>
public sealed record RefusedCheck(LessonId Lesson, string Words, bool MayAsk);
