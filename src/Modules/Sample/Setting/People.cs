using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Setting;

/// <summary>Staff, pupils and families, each with an account: before the first day, or on the day they come, move or leave.</summary>
internal static class People
{
    public static void Enter(SchoolPlan plan, Office office, SampleLogins accounts, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        DateOnly August(int day) => plan.Year.Day(8, day);
        // Logins are given one by one, as the program gives them: whoever comes second under a name gets a number.
        var taken = new HashSet<string>(accounts.Logins.Values, StringComparer.Ordinal);
        string Login(AccountId account, PersonCard card) => accounts.Logins.TryGetValue(account, out var known) ? known : Access.Newcomers.Login.For(card, account.Value).First(taken.Add);
        OpenAccount Account(AccountId account, PersonCard card, StaffId? staff, Role[] roles, PupilId? pupil = null, GuardianId? guardian = null) => new(
            SchoolSetUp.Command("account", account.Value), account, Login(account, card),
            accounts.Logins.ContainsKey(account) ? accounts.Hash() : null, staff, roles, pupil, guardian);

        foreach (var t in plan.Staff)
            add(office.Secretary, August(18), new HireStaff(SchoolSetUp.Command("staff", t.Id.Value), t.Id, t.Card, plan.Year.From));
        step();
        foreach (var t in plan.Staff)
        {
            add(office.Secretary, August(18), new AssignPosition(SchoolSetUp.Command("position", t.Id.Value), t.Id, t.Position, false, plan.Year.From, "41-к"));
            add(office.Server, August(18), Account(t.Account, t.Card, t.Id, Roles(plan, t)));
        }
        step();
        foreach (var c in plan.Classes)
            add(office.Deputy, August(19), new AppointClassTeacher(SchoolSetUp.Command("lead", c.Id.Value), c.Id, c.Lead, plan.Year.From, null, "112-у"));
        step();

        foreach (var pupil in plan.Pupils)
        {
            var came = pupil.From > plan.Year.From ? pupil.From : August(20);
            add(office.Secretary, came, new EnrolPupil(SchoolSetUp.Command("pupil", pupil.Id.Value), pupil.Id, pupil.Card, pupil.Class, pupil.From, pupil.Order));
        }
        step();
        foreach (var pupil in plan.Pupils)
            add(office.Server, pupil.From > plan.Year.From ? pupil.From : August(20), Account(new AccountId("pupil-" + pupil.Id), pupil.Card, null, [Role.Pupil], pupil.Id));
        step();
        Families(plan, office, Account, step, add);
    }

    /// <summary>A class teacher is both; the one whose account is shown begins with the own class.</summary>
    public static Role[] Roles(SchoolPlan plan, PlannedTeacher t) =>
        plan.Classes.FirstOrDefault(c => c.Lead == t.Id) is not { } led ? [t.Role] : led.Id == Shown.ClassOf(plan).Id ? [Role.ClassTeacher, t.Role] : [t.Role, Role.ClassTeacher];

    /// <summary>Перевод и отчисление: after the consents, which are given in the class of the autumn.</summary>
    public static void Move(SchoolPlan plan, Office office, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        foreach (var pupil in plan.Pupils)
        {
            if (pupil.Moves is { } move)
                add(office.Secretary, move.From, new PlacePupil(SchoolSetUp.Command("move", pupil.Id.Value), pupil.Id, move.To, move.From, move.Order));
        }
        step();
        foreach (var pupil in plan.Pupils)
        {
            if (pupil.Left is { } left)
                add(office.Secretary, left.From, new DepartPupil(SchoolSetUp.Command("left", pupil.Id.Value), pupil.Id, left.From, left.Order));
        }
        step();
    }

    private static void Families(
        SchoolPlan plan, Office office, Func<AccountId, PersonCard, StaffId?, Role[], PupilId?, GuardianId?, OpenAccount> account, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        var pupils = plan.Pupils.ToDictionary(p => p.Id);
        DateOnly Came(PlannedGuardian g) => g.Wards.Min(w => pupils[w.Pupil].From) is var first && first > plan.Year.From ? first : plan.Year.Day(8, 21);
        foreach (var g in plan.Guardians) add(office.Secretary, Came(g), new RegisterGuardian(SchoolSetUp.Command("guardian", g.Id.Value), g.Id, g.Card));
        step();
        foreach (var g in plan.Guardians) add(office.Server, Came(g), account(g.Account, g.Card, null, [Role.Guardian], null, g.Id));
        foreach (var turn in Enumerable.Range(0, plan.Guardians.Max(g => g.Wards.Count)))
        {
            foreach (var g in plan.Guardians.Where(g => g.Wards.Count > turn))
            {
                var (pupil, relation) = g.Wards[turn];
                var from = pupils[pupil].From;
                add(office.Secretary, from > plan.Year.From ? from : plan.Year.Day(8, 21),
                    new LinkGuardian(SchoolSetUp.Command("ward", g.Id.Value, pupil.Value), g.Id, pupil, relation, from));
            }
            step();
        }
    }
}
