using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.People;

/// <summary>ИУП и обучение на дому (D-10.4, D-10.7, Z-5.8): who has a plan, and the subjects, hours and teachers of each.</summary>
internal static class IndividualEndpoints
{
    public const string Plans = "/school/individual";
    private const string Plan = Plans + "/{pupil}";

    public static string Of(PupilId pupil) => $"{Plans}/{pupil}";

    public static IEndpointRouteBuilder MapIndividual(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Plans, (HttpContext http, [FromQuery(Name = "class")] string? schoolClass, IndividualReading reading, PageFrame frame, CancellationToken cancel) =>
                List(http, schoolClass, Draft.Empty, reading, frame, cancel))
            .Needs(Permission.ManageContingent).Reads("individual", Purpose.Register).WithSummary("Индивидуальные планы: список");
        routes.MapPost(Plans, Set).Needs(Permission.ManageContingent).Reads("individual", Purpose.Register).WithSummary("Назначить индивидуальный план");
        routes.MapGet(Plan, (HttpContext http, string pupil, IndividualReading reading, PageFrame frame, CancellationToken cancel) => Draw(http, pupil, Draft.Empty, reading, frame, cancel))
            .Needs(Permission.ManageContingent).Reads("individual", Purpose.Register, "pupil/{pupil}").WithSummary("Индивидуальный план обучающегося");
        routes.MapPost(Plan + "/course", Course).Needs(Permission.SetUpSchool).Reads("individual", Purpose.Register, "pupil/{pupil}").WithSummary("Индивидуальный план: добавить предмет");
        routes.MapPost(Plan + "/end", End).Needs(Permission.ManageContingent).Reads("individual", Purpose.Register, "pupil/{pupil}").WithSummary("Индивидуальный план: прекратить");
        return routes;
    }

    private static async Task<IResult> List(HttpContext http, string? schoolClass, Draft draft, IndividualReading reading, PageFrame frame, CancellationToken cancel)
    {
        var view = await reading.All(http.Actor()!.School, Id.IsValid(schoolClass) ? new ClassId(schoolClass) : null, cancel);
        http.Shows([.. view.Plans.Select(p => Streams.Pupil(p.Pupil)).Distinct(), .. view.Choices.Count > 0 ? [Streams.Class(new ClassId(schoolClass!))] : (string[])[]]);
        return await frame.Show<IndividualPage>(http, PeopleWords.All["individual.title"], new()
        {
            [nameof(IndividualPage.View)] = view,
            [nameof(IndividualPage.Class)] = schoolClass,
            [nameof(IndividualPage.Draft)] = draft,
        }, draft.Status);
    }

    /// <summary>Forms the group of one, puts the pupil into it, sets the plan; sent again after a refusal in the middle, it goes on.</summary>
    private static async Task<IResult> Set(
        HttpContext http, [FromForm] IFormCollection form, IndividualReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("set", form);
        var (actor, kind) = (http.Actor()!, draft.Text("kind"));
        var group = draft.IdOf<GroupId>("group") ?? Id.New<GroupId>();
        Outcome outcome;
        if (draft.IdOf<PupilId>("pupil") is not { } pupil || draft.IdOf<ClassId>("class") is not { } schoolClass) outcome = Outcome.Refused(Refusals.PupilIsUnknown);
        else if (draft.Date("from") is not { } from) outcome = Outcome.Refused(Refusals.DayIsMissing);
        else if (draft.Order() is not { } order) outcome = Outcome.Refused(Refusals.OrderIsMissing);
        else if (!PlanKinds.All.Contains(kind)) outcome = Outcome.Refused(Refusals.PlanKindIsUnknown, kind);
        else
        {
            ICommand[] commands =
            [
                new FormGroup(Guid.NewGuid(), group, GroupKinds.Individual, PeopleWords.All["plan." + kind], [schoolClass]),
                new SetGroupMembers(Guid.NewGuid(), group, [pupil], from),
                new SetIndividualPlan(draft.Command(), pupil, group, kind, from, draft.Date("to"), order),
            ];
            outcome = Outcome.Accepted;
            foreach (var command in commands)
            {
                if (outcome.IsAccepted) outcome = await desk.Send(command, actor, cancel);
            }
            if (outcome.IsAccepted) return TypedResults.LocalRedirect(Of(pupil));
        }
        return await List(http, draft.Text("class"), draft.With(outcome), reading, frame, cancel);
    }

    private static async Task<IResult> Draw(HttpContext http, string pupil, Draft draft, IndividualReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || await reading.Of(http.Actor()!.School, new PupilId(pupil), cancel) is not { } view) return await frame.NotFound(http);
        return await frame.Show<PlanPage>(http, view.Line.Name, new()
        {
            [nameof(PlanPage.View)] = view,
            [nameof(PlanPage.Draft)] = draft,
            [nameof(PlanPage.MayCourse)] = http.Actor()!.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool),
        }, draft.Status);
    }

    private static async Task<IResult> Course(
        HttpContext http, string pupil, [FromForm] IFormCollection form, IndividualReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || await reading.Of(http.Actor()!.School, new PupilId(pupil), cancel) is not { } view) return await frame.NotFound(http);
        var (draft, actor, plan) = (new Draft("course", form), http.Actor()!, view.Line.Plan);
        var course = draft.IdOf<CourseId>("course") ?? Id.New<CourseId>();
        var outcome = draft.IdOf<SubjectId>("subject") is not { } subject ? Outcome.Refused(Refusals.SubjectIsUnknown)
            : draft.IdOf<StaffId>("teacher") is null ? Outcome.Refused(Refusals.StaffIsUnknown)
            : await desk.Send(new OpenCourse(draft.Command(), course, null, subject, Hundredths(draft.Text("hours")), plan.Group), actor, cancel);
        if (outcome.IsAccepted)
            outcome = await desk.Send(new AssignTeacher(DerivedId.Command("teacher", draft.Command().ToString()), course, draft.IdOf<StaffId>("teacher")!.Value, plan.From, plan.To), actor, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(view.Line.Pupil)) : await Draw(http, pupil, draft.With(outcome), reading, frame, cancel);
    }

    private static async Task<IResult> End(
        HttpContext http, string pupil, [FromForm] IFormCollection form, IndividualReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || await reading.Of(http.Actor()!.School, new PupilId(pupil), cancel) is not { } view) return await frame.NotFound(http);
        var (draft, actor, plan) = (new Draft("end", form), http.Actor()!, view.Line.Plan);
        var outcome = draft.Date("from") is not { } from ? Outcome.Refused(Refusals.DayIsMissing)
            : draft.Order() is null ? Outcome.Refused(Refusals.OrderIsMissing)
            : await desk.Send(new EndIndividualPlan(draft.Command(), view.Line.Pupil, plan.Group, from, draft.Order()), actor, cancel);
        if (outcome.IsAccepted) outcome = await desk.Send(new CloseGroup(DerivedId.Command("close", draft.Command().ToString()), plan.Group, draft.Date("from")!.Value), actor, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Plans) : await Draw(http, pupil, draft.With(outcome), reading, frame, cancel);
    }

    /// <summary>«1,5» or "1.5" to 150; what is no number is none.</summary>
    private static int Hundredths(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 100 ? (int)(hours * 100) : 0;
}
