using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Accounting;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Control;
using ElJournal.Control.Works;
using ElJournal.Control.Remarks;
using ElJournal.Control.Rounds;
using ElJournal.Kernel;
using ElJournal.Scenarios.Browsing;
using ElJournal.Reporting;
using ElJournal.Reporting.Statistics;
using ElJournal.Setup;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>A column of the matrix: somebody of the sample school in one role.</summary>
/// <param name="Title">As the table heads it.</param>
/// <param name="Staff">Whose account the program opened by itself; null for one of the sample's.</param>
internal sealed record Person(string Login, Role Role, string Title, string? Staff = null)
{
    public AccountId Account => new(Staff is null ? "sample-" + Login : "staff-" + Staff);
}

/// <summary>
/// Everybody who may stand at a door: each role of the sample school, a deputy with a charge and a substitute, all signed in;
/// and the same roles of another school in the same database.
/// </summary>
public sealed class Cast : IAsyncLifetime
{
    internal static readonly IReadOnlyList<Person> People =
    [
        new("director", Role.Director, "Директор"), new("deputy", Role.DeputyHead, "Завуч"), new("deputy8", Role.DeputyHead, "Завуч 8-х", "timofeeva"),
        new("teacher", Role.Teacher, "Учитель"), new("substitute", Role.Teacher, "Замена", "chernov"), new("classteacher", Role.ClassTeacher, "Кл. рук."),
        new("secretary", Role.Secretary, "Секретарь"), new("admin", Role.Administrator, "Админ."), new("auditor", Role.Auditor, "Проверяющий"),
        new("pupil", Role.Pupil, "Ученик"), new("parent", Role.Guardian, "Родитель"),
    ];

    /// <summary>An account that is none of the people: what is done to it disturbs nobody.</summary>
    internal static readonly AccountId Bystander = new("staff-zaharova");

    /// <summary>A token of a program that never comes: whoever may, takes it back.</summary>
    internal static readonly TokenId Token = new("schedule");

    /// <summary>A group of 8Б.</summary>
    internal static readonly GroupId Group = new("informatika-8b-1");

    /// <summary>A local act of the school.</summary>
    internal static readonly ActId Act = new("regulation");

    /// <summary>Absence documents of the two children of <see cref="Ids"/>.</summary>
    internal static readonly AbsenceDocumentId Certificate = new("certificate-8b");

    internal static readonly AbsenceDocumentId ForeignCertificate = new("certificate-7a");

    /// <summary>Control works of 8Б and of 7А.</summary>
    internal static readonly ControlWorkId Work = new("work-8b");

    internal static readonly ControlWorkId ForeignWork = new("work-7a");
    /// <summary>Remarks on the two courses of <see cref="Ids"/>, and the round in which the own one was made.</summary>
    internal static readonly RemarkId Remark = new("remark-8b");

    internal static readonly RemarkId ForeignRemark = new("remark-7a");

    internal static readonly RoundId Round = new("round-8b");

    internal static readonly SendingId Sending = new("sending-1");

    private static readonly Guid Load = new("0b8f1c55-6d0e-4d57-9a3c-6f1a2b7c9e10");

    /// <summary>A load that was taken back: its page is there, and taking it back again changes nothing.</summary>
    internal static readonly ImportId Import = ApplyImport.IdOf(Load);

    private static readonly SchoolId Other = SchoolId.From("other");

    private readonly Dictionary<string, HttpClient> _clients = [];

    internal TestSchool School { get; private set; } = null!;

    internal Ids Ids { get; private set; } = null!;

    internal LessonId Lesson { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        School = await TestSchool.Start(builder => builder.Configuration[Schools.Setting] = TestSchool.School.Value);
        (Lesson, _) = await School.TodaysLesson();
        await using var scope = School.Services.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<Passwords>().Hash(TestSchool.Password);
        await Do(new AssignSupervision(Guid.NewGuid(), new StaffId("timofeeva"), [8], [], Lesson.Date));
        foreach (var person in People.Where(person => person.Staff is not null)) await School.SignUp(person.Login, new StaffId(person.Staff!), person.Role);
        (await School.Send(new AssignSubstitute(Guid.NewGuid(), Lesson, new StaffId("chernov"), SubstitutionReasons.Illness), TestSchool.Deputy)).Refusal.ShouldBeNull();
        await Do(new CreateToken(
            Guid.NewGuid(), Token, new Opening("Расписание"), [Permission.ReadJournal], [Grant.WholeSchool], Lesson.Date.AddDays(30), TokenText.Hash(TokenText.New())!));
        await Do(new FormGroup(Guid.NewGuid(), Group, GroupKinds.Subgroup, "Группа 1", [new ClassId("8b")], new SubjectId("informatika")));
        await Do(new AdoptAct(Guid.NewGuid(), Act, "Регламент ведения электронного журнала", Lesson.Date, "протокол № 9 от 31.08.2026", [new ActClause("1", "Журнал ведут ежедневно.")]));
        await Do(new ApplyImport(Load, "staff", new string('0', 64), new ImportCounts(1, 1, 0, 0, 0), [new ImportStep(new AddSubject(Guid.NewGuid(), new SubjectId("latin"), "Латинский язык"), null, 2)]));
        await Do(new UndoImport(Guid.NewGuid(), Import, "staff"));
        await FoundOther(hash);
        Ids = await Ids.Read(School, Lesson, SampleSchool.Of(scope.ServiceProvider));
        Ids = Ids.With(await Uploads());
        foreach (var (certificate, whose) in ((AbsenceDocumentId, Whose)[])[(Certificate, Whose.Own), (ForeignCertificate, Whose.Foreign)])
            await Certify(certificate, new ClassId(Ids.Of("class", whose, People[1])));
        foreach (var (work, whose) in ((ControlWorkId, Whose)[])[(Work, Whose.Own), (ForeignWork, Whose.Foreign)])
        {
            var lesson = Ids.Lesson(whose, People[1]);
            (await School.Send(
                new PlanControlWork(Guid.NewGuid(), work, lesson.Course, lesson.Date, lesson.Slot, 1, ControlForms.Written, ControlLevels.School, "Контрольная работа"), TestSchool.Deputy)).Refusal.ShouldBeNull();
        }
        await Control();
        await Do(CustodyLife.Registered);
        (await School.Send(
            new RecordSending(
                Guid.NewGuid(), Sending, StatisticsKinds.Contingent, "год", "Управление образования", SendingWays.All[0], "1", Lesson.Date, new StatisticsTable("год", ["Параллель"], [["8"]])),
            TestSchool.Deputy with { Grants = new Grants([new Grant(Permission.SendStatistics, Grant.WholeSchool)]) })).Refusal.ShouldBeNull();
        foreach (var whose in (Whose[])[Whose.Own, Whose.Foreign]) await Plan(new PupilId(Ids.Of("pupil", whose, People[1])));
    }

    /// <summary>What only words say is closed by nobody but people.</summary>
    private async Task Control()
    {
        (await School.Send(
            new BeginRound(Guid.NewGuid(), Round, new RoundScope([8], [], [], [], [Lesson.Course]), [Checks.Lessons], Lesson.Date, Lesson.Date, []), TestSchool.Deputy)).Refusal.ShouldBeNull();
        foreach (var (remark, target) in ((RemarkId, RemarkTarget)[])
            [(Remark, RemarkTarget.Of(Lesson)), (ForeignRemark, new RemarkTarget(new CourseId("algebra-7a"), null, null, null))])
        {
            (await School.Send(
                new IssueRemark(Guid.NewGuid(), remark, target, Checks.Lessons, RemarkLacks.Other, new Opening("Посмотрите записи."), Lesson.Date.AddDays(3)),
                TestSchool.Deputy)).Refusal.ShouldBeNull();
        }
    }

    private async Task Certify(AbsenceDocumentId certificate, ClassId schoolClass)
    {
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var pupil = (await session.LoadAsync<ClassRoster>(schoolClass.Value))!.Pupils[0].Pupil;
        (await School.Send(
            new AttachAbsenceDocument(Guid.NewGuid(), certificate, schoolClass, pupil, Lesson.Date, Lesson.Date, "medical", "12", Lesson.Date), TestSchool.Deputy)).Refusal.ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await School.DisposeAsync();
    }

    /// <summary>Signed in once; <paramref name="again"/> where a session has ended on the way.</summary>
    internal async Task<HttpClient> Client(Person person, bool other = false, bool again = false)
    {
        var key = (other ? "other-" : "") + person.Login;
        if (!again && _clients.TryGetValue(key, out var known)) return known;
        // Which school a stranger means is a setting; a person's own school stands in the session.
        School.App.Configuration[Schools.Setting] = (other ? Other : TestSchool.School).Value;
        var client = await Visit.SignIn(new Uri(School.Address), other ? person.Login : School.LoginOf(person.Login), TestSchool.Password);
        School.App.Configuration[Schools.Setting] = TestSchool.School.Value;
        return _clients[key] = client;
    }

    /// <summary>The person with the rights that the program itself gives.</summary>
    internal async Task<Actor> Actor(Person person)
    {
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var account = (await session.LoadAsync<Account>(AccountStream.Of(person.Account)))!;
        var grants = await School.Services.GetRequiredService<GrantSource>().Of(account, person.Role, TestSchool.School, Lesson.Date);
        return new Actor(person.Account, person.Role, TestSchool.School, Channel.Web, "matrix", grants);
    }

    /// <summary>A list of pupils waits to be loaded by each who may, and by one of the other school; nothing comes of it, for its only row has no name.</summary>
    private async Task<IReadOnlyDictionary<string, string>> Uploads()
    {
        const string list = "Фамилия;Имя;Класс\nБезымянная;;8Б\n";
        var uploads = new Dictionary<string, string>();
        foreach (var person in People.Where(person => person.Role is Role.DeputyHead or Role.Secretary or Role.Administrator))
            uploads[person.Login] = await ImportLife.Upload(await Client(person), "pupils", "список.csv", list);
        uploads[Ids.OtherUpload] = await ImportLife.Upload(await Client(People.First(person => person.Role is Role.Administrator), other: true), "pupils", "список.csv", list);
        return uploads;
    }

    /// <summary>Gives a pupil an individual plan, whose page there is to open.</summary>
    private async Task Plan(PupilId pupil)
    {
        var group = Id.New<GroupId>();
        await Do(new FormGroup(Guid.NewGuid(), group, GroupKinds.Individual, "Индивидуальный план", [new ClassId("8b")]));
        await Do(new SetGroupMembers(Guid.NewGuid(), group, [pupil], Lesson.Date));
        await Do(new SetIndividualPlan(Guid.NewGuid(), pupil, group, PlanKinds.Home, Lesson.Date));
    }

    private async Task Do(ICommand command, SchoolId? school = null)
    {
        var outcome = await School.Send(command, Actors.ForCommandLine(school ?? TestSchool.School));
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"{command.GetType().Name}: {refusal.Text()}");
    }

    private static OpenAccount Open(string login, PasswordHash hash, StaffId? staff, Role role) =>
        new(Guid.NewGuid(), new AccountId("sample-" + login), login, hash, staff, [role]);

    /// <summary>Another school with a class, a course, a pupil and somebody in every role.</summary>
    private async Task FoundOther(PasswordHash hash)
    {
        await Migration.AddSchool(School.Services, School.Settings.OwnerConnection, Other);
        var year = SampleYearOf(Lesson.Date);
        await Do(new FoundSchool(Guid.NewGuid(), Other, "Школа № 2", "Europe/Moscow"), Other);
        await Do(new OpenSchoolYear(Guid.NewGuid(), new YearId("y"), year.From, year.To), Other);
        await Do(new AddSubject(Guid.NewGuid(), new SubjectId("algebra"), "Алгебра"), Other);
        await Do(new FormClass(Guid.NewGuid(), new ClassId(Ids.OtherClass), new YearId("y"), 8, "Б"), Other);
        await Do(new OpenCourse(Guid.NewGuid(), new CourseId(Ids.OtherCourse), new ClassId(Ids.OtherClass), new SubjectId("algebra"), 3), Other);
        await Do(new EnrolPupil(
            Guid.NewGuid(), new PupilId(Ids.OtherPupil), new PersonCard("Чужаков", "Иван", null, null, "М", null), new ClassId(Ids.OtherClass), Lesson.Date), Other);
        foreach (var person in People) await Do(Open(person.Login, hash, null, person.Role), Other);
    }

    private static (DateOnly From, DateOnly To) SampleYearOf(DateOnly day)
    {
        var first = day.Month >= 9 ? day.Year : day.Year - 1;
        return (new DateOnly(first, 9, 1), new DateOnly(first + 1, 8, 31));
    }
}
