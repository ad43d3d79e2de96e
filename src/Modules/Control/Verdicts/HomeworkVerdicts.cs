using ElJournal.Accounting;
using JasperFx.Events;

namespace ElJournal.Control.Verdicts;

/// <summary>Заключения о домашнем задании урока, oldest first.</summary>
/// <param name="Id">Key of the stream.</param>
public sealed record HomeworkVerdicts(string Id, LessonId Lesson, IReadOnlyList<HomeworkVerdict> All)
{
    /// <summary>Stored for its index: a tile asks for those of its courses.</summary>
    public string Course => Lesson.Course.Value;

    public static HomeworkVerdicts Create(IEvent<HomeworkJudged> e) => new(HomeworkVerdictStreams.Of(e.Data.Lesson), e.Data.Lesson, [One(e)]);

    public static HomeworkVerdicts Apply(IEvent<HomeworkJudged> e, HomeworkVerdicts verdicts) => verdicts with { All = [.. verdicts.All, One(e)] };

    private static HomeworkVerdict One(IEvent<HomeworkJudged> e) => new(e.Data.Verdict, e.Data.Words?.Opening, e.Data.Seen, e.UserName ?? "");
}

/// <param name="Verdict">One of <see cref="HomeworkVerdictCodes"/>.</param>
/// <param name="Words">Opening of the deputy's words.</param>
/// <param name="Seen">Version of the lesson's stream that was judged.</param>
/// <param name="By">Account of the one who judged.</param>
public sealed record HomeworkVerdict(string Verdict, Guid? Words, int Seen, string By);
