using System.Globalization;
using ElJournal.Control.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Control.Works;

/// <summary>A work as it stands in a form: where it is to be, by what paper, and why against a limit.</summary>
public sealed record WorkDraft
{
    public string Course { get; init; } = "";

    public string Date { get; init; } = "";

    public string Slot { get; init; } = "";

    public string Lessons { get; init; } = "1";

    public string Form { get; init; } = ControlForms.Written;

    public string Level { get; init; } = ControlLevels.School;

    public string Topic { get; init; } = "";

    public string Paper { get; init; } = "";

    public string PaperDate { get; init; } = "";

    public string Why { get; init; } = "";

    public string Document { get; init; } = "";

    public static WorkDraft Of(ControlWork work) => new()
    {
        Course = work.Course.Value,
        Date = ControlFrame.Iso(work.Date),
        Slot = work.Slot.ToString(CultureInfo.InvariantCulture),
        Lessons = work.Lessons.ToString(CultureInfo.InvariantCulture),
    };

    public static WorkDraft Read(IFormCollection form)
    {
        return new WorkDraft
        {
            Course = At("course"),
            Date = At("date"),
            Slot = At("slot"),
            Lessons = At("lessons"),
            Form = At("form"),
            Level = At("level"),
            Topic = At("topic"),
            Paper = At("paper"),
            PaperDate = At("paper-date"),
            Why = At("why"),
            Document = At("document"),
        };

        string At(string name) => form[name].ToString().Trim();
    }

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(WorkDraft)} {Course} {Date}/{Slot}";

    /// <summary>Taken from a day that was proposed: <c>2026-10-12.3</c>.</summary>
    public WorkDraft Picked(string? pick) => pick?.Split('.') is [var date, var slot] ? this with { Date = date, Slot = slot } : this;

    /// <summary>Where it is to be; the lesson may be left out where the course has one on that day. Null where something is no number or day.</summary>
    public WorkPlace? Place(ControlWorkId work, WorkJudge judge)
    {
        if (!Id.IsValid(Course) || ControlFrame.ReadDay(Date) is not { } day || !int.TryParse(Lessons, NumberStyles.None, CultureInfo.InvariantCulture, out var lessons)) return null;
        var course = CourseId.From(Course);
        if (int.TryParse(Slot, NumberStyles.None, CultureInfo.InvariantCulture, out var slot)) return new WorkPlace(work, course, day, slot, lessons);
        if (Slot.Length > 0) return null;
        var slots = judge.SlotsOf(course, day);
        return slots.Count <= 1 ? new WorkPlace(work, course, day, slots.Count == 1 ? slots[0] : 1, lessons)
            // Of several, the first that no limit speaks against; where all are spoken against, the first.
            : slots.Select(s => new WorkPlace(work, course, day, s, lessons)).OrderBy(p => !judge.IsFree(p)).First();
    }

    /// <summary>Null where nothing was typed; incomplete where half of it was, and refused by name.</summary>
    public WorkPaper? PaperOf() => Paper.Length == 0 && PaperDate.Length == 0 ? null : ControlFrame.ReadDay(PaperDate) is { } day ? new WorkPaper(Paper, day) : new WorkPaper("", default);

    public WorkExplanation? WhyOf() => Why.Length == 0 && Document.Length == 0 ? null : new WorkExplanation(new Opening(Why), Document);
}

/// <summary>How a place stands to the limits, before anything is saved.</summary>
/// <param name="Problem">Why no work can stand there; null: it can.</param>
/// <param name="Approved">By which order the day is approved: then a document is needed.</param>
/// <param name="Days">The next lessons of the course that no limit speaks against.</param>
public sealed record WorkPreview(WorkPlace? Place, string? Problem, IReadOnlyList<LimitCheck> Checks, WorkPaper? Approved, IReadOnlyList<WorkPlace> Days)
{
    private const int MostDays = 5;
    private const int Ahead = 70;

    public bool Breaks => Checks.Any(c => !c.Holds);

    /// <param name="standing">The work that is moved; null: a new one.</param>
    public static WorkPreview Of(WorkJudge judge, WorkDraft draft, ControlWork? standing)
    {
        var work = standing?.Work ?? ControlWorkId.From("new");
        var facts = judge.Facts;
        if (!Id.IsValid(draft.Course) || !facts.Courses.ContainsKey(CourseId.From(draft.Course))) return new WorkPreview(null, null, [], null, []);
        var place = draft.Place(work, judge);
        var problem = place is null ? null : WorkChecks.ForbidPlace(judge, place)?.Refusal?.Text();
        DateOnly[] concerned = place is null ? [] : standing is null ? [place.Date] : [place.Date, standing.Date];
        var approved = concerned.Select(day => facts.Schedule?.On(day)).FirstOrDefault(a => a is not null)?.Order;
        var checks = place is null || problem is not null ? [] : judge.Check(place, facts.Works.Select(w => w.Place()), WorkChecks.Changed(facts, concerned));
        var from = place?.Date ?? facts.Today.AddDays(1);
        return new WorkPreview(place, problem, checks, approved, problem is null && checks.Count > 0 && checks.All(c => c.Holds) ? [] : Free(judge, work, draft, from));
    }

    private static List<WorkPlace> Free(WorkJudge judge, ControlWorkId work, WorkDraft draft, DateOnly from)
    {
        var (course, found) = (CourseId.From(draft.Course), new List<WorkPlace>());
        var lessons = draft.Lessons == "2" ? 2 : 1;
        var first = from < judge.Facts.Year!.From ? judge.Facts.Year.From : from;
        for (var day = first; day <= judge.Facts.Year.To && day < first.AddDays(Ahead) && found.Count < MostDays; day = day.AddDays(1))
        {
            var free = judge.SlotsOf(course, day).Select(slot => new WorkPlace(work, course, day, slot, lessons)).FirstOrDefault(judge.IsFree);
            if (free is not null) found.Add(free);
        }
        return found;
    }
}
