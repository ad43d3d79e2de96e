using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Groups;

/// <summary>Группы (D-10.3, Z-5.7): the list, the split of a class for a subject, one group.</summary>
internal static class GroupEndpoints
{
    public const string Groups = "/school/groups";
    private const string OneSplit = Groups + "/split/{class}/{subject}";
    private const string OneGroup = Groups + "/{group}";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Groups.GroupTexts", typeof(GroupEndpoints).Assembly));

    public static string Split(ClassId schoolClass, SubjectId subject) => $"{Groups}/split/{schoolClass}/{subject}";

    public static string Of(GroupId group) => $"{Groups}/{group}";

    public static IEndpointRouteBuilder MapGroups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Groups, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Группы: список");
        routes.MapPost(Groups, Form).Needs(Permission.ManageContingent).ShowsNoPersonalData().WithSummary("Группы: сформировать группу");
        routes.MapGet(Groups + "/split", Choose).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Группы: выбрать класс и предмет");
        routes.MapGet(OneSplit, ShowSplit).Needs(Permission.ReadSchool).Reads("groups", Purpose.Register, "class/{class}").WithSummary("Деление класса на группы");
        routes.MapPost(OneSplit, SaveSplit).Needs(Permission.ManageContingent).Reads("groups", Purpose.Register, "class/{class}").WithSummary("Деление класса на группы: записать");
        routes.MapGet(OneGroup, ShowGroup).Needs(Permission.ReadSchool).Reads("groups", Purpose.Register).WithSummary("Группа");
        routes.MapPost(OneGroup, SaveGroup).Needs(Permission.ManageContingent).Reads("groups", Purpose.Register).WithSummary("Группа: записать состав");
        routes.MapPost(OneGroup + "/name", Rename).Needs(Permission.ManageContingent).Reads("groups", Purpose.Register).WithSummary("Группа: переименовать");
        routes.MapPost(OneGroup + "/close", Close).Needs(Permission.ManageContingent).Reads("groups", Purpose.Register).WithSummary("Группа: расформировать");
        return routes;
    }

    public static bool MayWrite(Actor actor) => actor.Grants.AllowEver(Permission.ManageContingent, Grant.WholeSchool);

    private static Task<IResult> Show(HttpContext http, GroupReading reading, PageFrame frame, CancellationToken cancel) =>
        List(http, reading, frame, Draft.Empty, cancel);

    private static async Task<IResult> List(HttpContext http, GroupReading reading, PageFrame frame, Draft draft, CancellationToken cancel) =>
        await frame.Show<GroupsPage>(http, Words["title"], new()
        {
            [nameof(GroupsPage.View)] = await reading.All(http.Actor()!.School, cancel),
            [nameof(GroupsPage.Draft)] = draft,
            [nameof(GroupsPage.MayWrite)] = MayWrite(http.Actor()!),
        }, draft.Status);

    private static async Task<IResult> Form(
        HttpContext http, [FromForm] IFormCollection form, GroupReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("form", form);
        var group = draft.IdOf<GroupId>("group") ?? Id.New<GroupId>();
        var outcome = await desk.Send(
            new FormGroup(Guid.NewGuid(), group, draft.Text("kind"), draft.Text("name"), draft.IdsOf<ClassId>("class"), draft.IdOf<SubjectId>("subject")), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(group)) : await List(http, reading, frame, draft.With(outcome), cancel);
    }

    private static async Task<IResult> Choose(
        HttpContext http, [FromQuery(Name = "class")] string? schoolClass, [FromQuery] string? subject, PageFrame frame) =>
        Id.IsValid(schoolClass) && Id.IsValid(subject) ? TypedResults.LocalRedirect(Split(new ClassId(schoolClass), new SubjectId(subject)))
            : string.IsNullOrEmpty(schoolClass) ? TypedResults.LocalRedirect(Groups) : await frame.NotFound(http);

    private static async Task<IResult> ShowSplit(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, string subject, GroupReading reading, PageFrame frame, CancellationToken cancel) =>
        await Load(http, schoolClass, subject, reading, cancel) is { } view ? await Splitting(http, view, Draft.Empty, null, frame) : await frame.NotFound(http);

    private static async Task<SplitView?> Load(HttpContext http, string schoolClass, string subject, GroupReading reading, CancellationToken cancel) =>
        Id.IsValid(schoolClass) && Id.IsValid(subject) ? await reading.Split(http.Actor()!.School, new ClassId(schoolClass), new SubjectId(subject), cancel) : null;

    /// <param name="notice">What to do next, where the page proposes something.</param>
    private static Task<IResult> Splitting(HttpContext http, SplitView view, Draft draft, string? notice, PageFrame frame) =>
        frame.Show<SplitPage>(http, Words.With("split.title", view.Class.Name, view.Subject.Name), new()
        {
            [nameof(SplitPage.View)] = view,
            [nameof(SplitPage.Draft)] = draft,
            [nameof(SplitPage.Notice)] = notice,
            [nameof(SplitPage.Saved)] = http.Request.Query.ContainsKey("saved"),
            [nameof(SplitPage.MayWrite)] = MayWrite(http.Actor()!),
        }, draft.Status);

    private static async Task<IResult> SaveSplit(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, string subject, [FromForm] IFormCollection form,
        GroupReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await Load(http, schoolClass, subject, reading, cancel) is not { } view) return await frame.NotFound(http);
        var draft = new Draft("split", form);
        var typed = SplitForm.Read(view, form);
        var act = draft.Text("act");
        // A proposal is looked over first; nothing is recorded yet.
        if (SplitForm.Propose(typed, act) is { } proposed) return await Splitting(http, proposed, draft, Words["split.proposed"], frame);
        if (act is "begin" or "add")
        {
            foreach (var command in SplitForm.Groups(view, act, draft, Words))
            {
                if ((await desk.Send(command, http.Actor()!, cancel)) is { IsAccepted: false } refused) return await Splitting(http, typed, draft.With(refused), null, frame);
            }
            // What was chosen for the pupils before the new column stays chosen.
            var grown = await Load(http, schoolClass, subject, reading, cancel) ?? view;
            return act == "begin" ? TypedResults.LocalRedirect(Split(new ClassId(schoolClass), new SubjectId(subject))) : await Splitting(http, SplitForm.Read(grown, form), draft, null, frame);
        }
        if (draft.Date("from") is not { } from) return await Splitting(http, typed, draft.With(Outcome.Refused(Refusals.DayIsMissing)), null, frame);
        if (SplitForm.Changed(view, typed) is { } changed)
        {
            // Who was moved is named with the place of now, and from here on that is what was seen.
            var moved = view.Rows.Zip(typed.Rows).Where(r => r.First.In != r.Second.Seen).Select(r =>
                $"{r.First.Name} — {view.Groups.FirstOrDefault(g => g.Group.Group == r.First.In)?.Group.Name ?? Words["split.none"].ToLower(CultureInfo.CurrentUICulture)}");
            var told = draft with { Refusal = $"{changed.Refusal!.Text()} {Words.With("meanwhile", string.Join("; ", moved))}" };
            return await Splitting(http, typed with { Rows = [.. view.Rows.Zip(typed.Rows, (stands, row) => row with { Seen = stands.In })] }, told, null, frame);
        }
        foreach (var command in SplitForm.Members(view, typed, from))
        {
            if ((await desk.Send(command, http.Actor()!, cancel)) is { IsAccepted: false } refused) return await Splitting(http, typed, draft.With(refused), null, frame);
        }
        return TypedResults.LocalRedirect(Split(new ClassId(schoolClass), new SubjectId(subject)) + "?saved");
    }

    private static async Task<IResult> ShowGroup(HttpContext http, string group, GroupReading reading, PageFrame frame, CancellationToken cancel) =>
        await Group(http, group, reading, frame, Draft.Empty, cancel);

    private static async Task<IResult> Group(HttpContext http, string group, GroupReading reading, PageFrame frame, Draft draft, CancellationToken cancel)
    {
        if (!Id.IsValid(group) || await reading.Of(http.Actor()!.School, new GroupId(group), cancel) is not { } view
            || (view.Group.Kind == GroupKinds.Individual && !MayWrite(http.Actor()!))) return await frame.NotFound(http);
        http.Shows([.. view.Group.Classes.Select(Streams.Class)]);
        if (draft.Refusal is not null && draft.Of == "members" && view.Meanwhile(draft) is { Count: > 0 } moved)
            draft = draft with { Refusal = $"{draft.Refusal} {Words.With("meanwhile", string.Join("; ", moved.Select(p => Words.With(p.IsIn ? "meanwhile.in" : "meanwhile.out", p.Name))))}" };
        return await frame.Show<GroupPage>(http, view.Group.Name, new()
        {
            [nameof(GroupPage.View)] = view,
            [nameof(GroupPage.Draft)] = draft,
            [nameof(GroupPage.Saved)] = http.Request.Query.ContainsKey("saved"),
            [nameof(GroupPage.Renamed)] = http.Request.Query.ContainsKey("renamed"),
            [nameof(GroupPage.MayWrite)] = MayWrite(http.Actor()!),
        }, draft.Status);
    }

    private static async Task<IResult> SaveGroup(
        HttpContext http, string group, [FromForm] IFormCollection form, GroupReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(group)) return await frame.NotFound(http);
        var draft = new Draft("members", form);
        var outcome = draft.Date("from") is { } from
            ? await desk.Send(new SetGroupMembers(Guid.NewGuid(), new GroupId(group), draft.IdsOf<PupilId>("pupil"), from, draft.SeenOf<PupilId>("was")), http.Actor()!, cancel)
            : Outcome.Refused(Refusals.DayIsMissing);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(new GroupId(group)) + "?saved") : await Group(http, group, reading, frame, draft.With(outcome), cancel);
    }

    private static async Task<IResult> Rename(
        HttpContext http, string group, [FromForm] IFormCollection form, GroupReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(group)) return await frame.NotFound(http);
        var draft = new Draft("name", form);
        var outcome = await desk.Send(new RenameGroup(Guid.NewGuid(), new GroupId(group), draft.Text("name"), draft.Seen()), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(new GroupId(group)) + "?renamed") : await Group(http, group, reading, frame, draft.With(outcome), cancel);
    }

    private static async Task<IResult> Close(
        HttpContext http, string group, [FromForm] IFormCollection form, GroupReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(group)) return await frame.NotFound(http);
        var draft = new Draft("close", form);
        var outcome = draft.Date("from") is { } from ? await desk.Send(new CloseGroup(Guid.NewGuid(), new GroupId(group), from), http.Actor()!, cancel) : Outcome.Refused(Refusals.DayIsMissing);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Groups) : await Group(http, group, reading, frame, draft.With(outcome), cancel);
    }
}
