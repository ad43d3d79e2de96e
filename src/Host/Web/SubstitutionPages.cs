using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Замены (D-10.13, Z-4): the deputy's morning, the decisions about an absent teacher's lessons, and the sheet for the board.</summary>
internal static class SubstitutionPages
{
    public static IEndpointRouteBuilder MapSubstitutions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SubstitutionAddresses.Morning, Morning).Needs(Permission.ManageSubstitutions).Reads("substitutions", Purpose.Control).WithSummary("Замены: кого нет");
        routes.MapPost(SubstitutionAddresses.Absences, Record).Needs(Permission.ManageSubstitutions).Reads("substitutions", Purpose.Control).WithSummary("Замены: записать отсутствие учителя");
        routes.MapGet(SubstitutionAddresses.Morning + "/cover/{staff}", Cover).Needs(Permission.ManageSubstitutions).Reads("substitutions", Purpose.Control, "staff/{staff}").WithSummary("Замены: уроки отсутствующего");
        routes.MapPost(SubstitutionAddresses.Morning + "/cover/{staff}", Decide).Needs(Permission.ManageSubstitutions).Reads("substitutions", Purpose.Control, "staff/{staff}").WithSummary("Замены: записать решения");
        routes.MapPost(SubstitutionAddresses.Undo, Undo).Needs(Permission.ManageSubstitutions).Reads("substitutions", Purpose.Control).WithSummary("Замены: отменить решение");
        routes.MapGet(SubstitutionAddresses.Sheet(), Sheet).Needs(Permission.ReadSchool).Reads("substitution-sheet", Purpose.Register).WithSummary("Лист замен на день");
        return routes.MapSubstitutionRegister();
    }

    private static async Task<IResult> Morning(HttpContext http, SubstitutionDesk substitutions, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<MorningView>(http, SubstitutionTexts.All["title"], new() { [nameof(MorningView.Page)] = await substitutions.Morning(http.Actor()!, cancel) });

    private static async Task<IResult> Record(
        HttpContext http, [FromForm] IFormCollection form, SubstitutionDesk substitutions, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        var (from, to) = (Day(form["from"]), Day(form["to"]));
        var staff = Id.IsValid(form["staff"]) ? new StaffId(form["staff"].ToString()) : (StaffId?)null;
        var outcome = staff is null ? Outcome.Refused(Accounting.Refusals.StaffIsUnknown)
            : from is null || to is null ? Outcome.Refused(Setup.Refusals.DatesAreBackwards, from ?? to, to ?? from)
            : await desk.Send(new RecordStaffAbsence(Command(form, "id"), staff.Value, from.Value, to.Value, form["cause"].ToString()), http.Actor()!, cancel);
        return outcome.Refusal is not { } refusal
            ? TypedResults.LocalRedirect(SubstitutionAddresses.Cover(staff!.Value, from!.Value, to!.Value))
            : await frame.Show<MorningView>(http, SubstitutionTexts.All["title"], new()
            {
                [nameof(MorningView.Page)] = await substitutions.Morning(http.Actor()!, cancel),
                [nameof(MorningView.Refusal)] = refusal.Text(),
                [nameof(MorningView.Kept)] = Kept(form),
            }, StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> Cover(
        HttpContext http, string staff, string? from, string? to, int? done, SubstitutionDesk substitutions, PageFrame frame, CancellationToken cancel) =>
        Show(http, staff, from, to, done ?? 0, null, null, substitutions, frame, cancel);

    /// <summary>Each decision is a command of its own: one that is refused leaves the others as they are.</summary>
    private static async Task<IResult> Decide(
        HttpContext http, string staff, string? from, string? to, [FromForm] IFormCollection form, SubstitutionDesk substitutions, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        var (done, problems, asks) = (0, new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var text in form["lesson"].Take(SubstitutionDesk.LongestSpan * LessonId.LastSlot))
        {
            if (!LessonId.TryParse(text, out var lesson) || form["do." + Key(lesson)].ToString() is not { Length: > 0 } wish) continue;
            if (Read(form, lesson, wish) is not { } command) problems[lesson.ToString()] = SubstitutionTexts.All["do.undated"];
            else if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal)
            {
                problems[lesson.ToString()] = refusal.Text();
                if (Permits.IsWayOn(refusal) && Wish(command) is { } wanted) asks[lesson.ToString()] = wanted;
            }
            else done++;
        }
        if (problems.Count > 0) return await Show(http, staff, from, to, done, Kept(form), problems, substitutions, frame, cancel, asks);
        return Id.IsValid(staff) && Day(from) is { } first && Day(to) is { } last
            ? TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{SubstitutionAddresses.Cover(new StaffId(staff), first, last)}&done={done}"))
            : await frame.NotFound(http);
    }

    private static ICommand? Read(IFormCollection form, LessonId lesson, string wish)
    {
        var key = Key(lesson);
        var (id, reason) = (Command(form, "id." + key), form["reason"].ToString());
        var taught = Id.IsValid(form["taught." + key]) ? new SubjectId(form["taught." + key].ToString()) : (SubjectId?)null;
        return wish switch
        {
            "other" when Id.IsValid(form["other." + key]) => new AssignSubstitute(id, lesson, new StaffId(form["other." + key].ToString()), reason, taught),
            "combine" when LessonId.TryParse(form["with." + key], out var with) => new CombineLesson(id, lesson, with, reason),
            "cancel" => new CancelLesson(id, lesson, reason),
            "transfer" when Day(form["date." + key]) is { } date && int.TryParse(form["slot." + key], NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
                && slot is >= 1 and <= LessonId.LastSlot => new TransferLesson(id, lesson, lesson with { Date = date, Slot = slot }, reason),
            _ when wish.StartsWith("assign:", StringComparison.Ordinal) && Id.IsValid(wish["assign:".Length..]) =>
                new AssignSubstitute(id, lesson, new StaffId(wish["assign:".Length..]), reason, taught),
            _ => null,
        };
    }

    /// <summary>The decision as a request for it says it; null: it is none that a permission lets in.</summary>
    private static string? Wish(ICommand command) => command switch
    {
        AssignSubstitute assign => ShiftWish.To(assign.Teacher),
        CancelLesson => ShiftWish.Cancel,
        CombineLesson combine => ShiftWish.With(combine.With),
        TransferLesson transfer => ShiftWish.MoveTo(transfer.To),
        _ => null,
    };

    private static async Task<IResult> Undo(
        HttpContext http, [FromForm] IFormCollection form, SubstitutionDesk substitutions, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        if (!LessonId.TryParse(form["undo"], out var lesson) || !Id.IsValid(form["staff"])) return await frame.NotFound(http);
        var id = Command(form, "id." + Key(lesson));
        var outcome = await substitutions.Standing(http.Actor()!, lesson, cancel) switch
        {
            { To: not null } => await desk.Send(new UndoTransfer(id, lesson), http.Actor()!, cancel),
            { Cancelled: true } => await desk.Send(new RestoreLesson(id, lesson), http.Actor()!, cancel),
            _ => await desk.Send(new ReleaseSubstitute(id, lesson), http.Actor()!, cancel),
        };
        var problems = outcome.Refusal is { } refusal ? new Dictionary<string, string> { [lesson.ToString()] = refusal.Text() } : null;
        return problems is null && Day(form["from"]) is { } from && Day(form["to"]) is { } to
            ? TypedResults.LocalRedirect(SubstitutionAddresses.Cover(new StaffId(form["staff"].ToString()), from, to))
            : await Show(http, form["staff"].ToString(), form["from"], form["to"], 0, Kept(form), problems, substitutions, frame, cancel,
                outcome.Refusal is { } late && Permits.IsWayOn(late) ? new Dictionary<string, string> { [lesson.ToString()] = "" } : null);
    }

    private static async Task<IResult> Sheet(HttpContext http, string? day, SubstitutionDesk substitutions, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<SheetView>(http, SubstitutionTexts.All["sheet.title"], new()
        {
            [nameof(SheetView.Page)] = await substitutions.Sheet(http.Actor()!, Day(day), cancel),
            [nameof(SheetView.Decides)] = http.Actor()!.Grants.All.Any(grant => grant.Permission == Permission.ManageSubstitutions),
        });

    private static async Task<IResult> Show(
        HttpContext http, string staff, string? from, string? to, int done, IReadOnlyDictionary<string, string>? kept, IReadOnlyDictionary<string, string>? problems,
        SubstitutionDesk substitutions, PageFrame frame, CancellationToken cancel, IReadOnlyDictionary<string, string>? asks = null)
    {
        var page = Id.IsValid(staff) && Day(from) is { } first && Day(to) is { } last
            ? await substitutions.Cover(http.Actor()!, new StaffId(staff), first, last, cancel) : null;
        return page is null ? await frame.NotFound(http) : await frame.Show<CoverView>(http, page.Name, new()
        {
            [nameof(CoverView.Page)] = page,
            [nameof(CoverView.Done)] = done,
            [nameof(CoverView.Kept)] = kept,
            [nameof(CoverView.Asks)] = asks ?? new Dictionary<string, string>(),
            [nameof(CoverView.Problems)] = problems ?? new Dictionary<string, string>(),
        }, problems is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string Key(LessonId lesson) => lesson.ToString().Replace('/', '_');

    internal static Guid Command(IFormCollection form, string field) => Guid.TryParse(form[field], out var id) ? id : Guid.NewGuid();

    internal static Dictionary<string, string> Kept(IFormCollection form) => form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value.ToString());

    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
