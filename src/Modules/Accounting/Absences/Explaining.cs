using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Store;

namespace ElJournal.Accounting.Absences;

/// <summary>What a document does in the lessons of its days: one command, many streams, all of them or none.</summary>
internal sealed class Explaining(Guid command, string author, AbsenceFacts facts)
{
    private readonly Dictionary<string, (MarkedLesson Lesson, List<object> Events)> _lessons = [];

    /// <summary>Lessons on closed pages that nobody has permitted to change: they stay as they are.</summary>
    public List<LessonId> Left { get; } = [];

    /// <summary>Turns what is unexplained.</summary>
    public Explaining Explain(AbsenceDocument document)
    {
        foreach (var marked in facts.Lessons.Where(m => document.Covers(m.Lesson.Key.Date)))
        {
            if (Standing(marked, document.Pupil) is not { } code || !document.Explains.Contains(code)) continue;
            if (MayChange(marked, document.Pupil, out var permit)) Add(marked, permit, document.Explain(marked.Lesson.Key));
            else Left.Add(marked.Lesson.Key);
        }
        return this;
    }

    /// <summary>Gives back what stands by the document, or by one that it replaced; another document that stands for the day takes its place.</summary>
    /// <param name="document">The one withdrawn.</param>
    /// <param name="next">Attached in its place.</param>
    public Explaining GiveBack(AbsenceDocument document, AbsenceDocument? next)
    {
        var ended = Chain(document.Key);
        var standing = (next is null ? facts.Documents : [next, .. facts.Documents]).Where(d => !d.Withdrawn && d.Key != document.Key).ToList();
        foreach (var marked in facts.Lessons)
        {
            if (marked.Lesson.CellOf(document.Pupil).Explained is not { } explained || !ended.Contains(explained.Document)) continue;
            var other = AbsenceDocuments.For(document.Pupil, explained.Before, [.. standing.Where(d => d.Covers(marked.Lesson.Key.Date))]);
            if (MayChange(marked, document.Pupil, out var permit))
            {
                Add(marked, permit, new AbsenceExplanationWithdrawn(marked.Lesson.Key, document.Pupil, explained.Before, explained.Document));
                if (other is not null) Add(marked, permit, other.Explain(marked.Lesson.Key));
            }
            // On a closed page a longer certificate changes nothing of what the shorter one has explained.
            else if (other != next || next is null || other!.Letter != marked.Lesson.CellOf(document.Pupil).Attendance) Left.Add(marked.Lesson.Key);
        }
        return this;
    }

    public Appends To(Appends appends)
    {
        foreach (var (marked, events) in _lessons.Values) appends.To(typeof(Lesson), marked.Lesson.Id, marked.Version, events);
        return appends;
    }

    public PermitUse Permits => PermitUse.Of([.. _lessons.Values.SelectMany(l => l.Events)]);

    /// <summary>The document and those it replaced, one after another.</summary>
    private HashSet<AbsenceDocumentId> Chain(AbsenceDocumentId document)
    {
        var chain = new HashSet<AbsenceDocumentId> { document };
        while (facts.Documents.FirstOrDefault(d => d.ReplacedBy is { } by && chain.Contains(by) && !chain.Contains(d.Key)) is { } former) chain.Add(former.Key);
        return chain;
    }

    /// <summary>What stands after what this command has done so far.</summary>
    private string? Standing(MarkedLesson marked, PupilId pupil) => !_lessons.TryGetValue(marked.Lesson.Id, out var done) ? marked.Lesson.CellOf(pupil).Attendance
        : ((done.Events[^1] as JasperFx.Events.IEvent)?.Data ?? done.Events[^1]) switch { AbsenceExplained e => e.Code, AbsenceExplanationWithdrawn e => e.Code, _ => null };

    private bool MayChange(MarkedLesson marked, PupilId pupil, out Correction? permit)
    {
        permit = null;
        if (!marked.Closed) return true;
        (permit, _) = Corrections.Permits.Judge(null, marked.Lesson.Key.Date, true, facts.Today, marked.Pending, CorrectionKinds.Cell, pupil, author, facts.Now);
        return permit is not null;
    }

    private void Add(MarkedLesson marked, Correction? permit, object change)
    {
        if (!_lessons.TryGetValue(marked.Lesson.Id, out var done)) _lessons[marked.Lesson.Id] = done = (marked, []);
        done.Events.Add(Corrections.Permits.Mark(command, change, permit));
    }
}
