using ElJournal.Access.Losses;
using ElJournal.Access.Own;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Access.Undertakings;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Setting;

/// <summary>A pupil's way into the journal, and back into it after the password was lost: by the commands that the three of them give.</summary>
internal static class PasswordStory
{
    /// <summary>Days for which a slip can be used.</summary>
    private const int SlipDays = 14;

    public static void Tell(SchoolPlan plan, Office office, SampleLogins accounts, Action step, Action<Actor, DateTime, ICommand> add)
    {
        if (Stories.Of(plan).Password is not { } story) return;
        var pupil = office.Own(story.Account, Role.Pupil);
        var teacher = office.Administrator with { Account = story.Teacher, Role = Role.ClassTeacher, Session = "break-1006" };
        var entered = plan.Year.Day(9, 2);
        Slip("slip", entered, 14 * 60);
        Tell("undertaking", pupil, entered, (19 * 60) + 38, id => new SignUndertaking(id, story.Account, 1));
        Tell("password", pupil, entered, (19 * 60) + 40, id => new ChoosePassword(id, story.Account, accounts.Hash()));
        Tell("loss", teacher, story.Reported, (13 * 60) + 21, id => new ReportLoss(id, story.Class, story.Account, Passwords.Stamp()));
        Slip("slip again", story.Reported, (15 * 60) + 7);
        Tell("password again", pupil with { Session = "evening-1007" }, story.Reported.AddDays(1), (18 * 60) + 52, id => new ChoosePassword(id, story.Account, accounts.Hash()));

        void Slip(string name, DateOnly day, double minute) => Tell(name, office.Administrator, day, minute, id => new IssueSlip(
            id, story.Account, SlipCode.Of(OneTimeCode.New(), day.AddDays(SlipDays)), Passwords.Stamp()));

        void Tell(string name, Actor by, DateOnly day, double minute, Func<Guid, ICommand> command)
        {
            add(by, World.At(day, minute), command(SchoolSetUp.Command("lost password", name)));
            step();
        }
    }
}
