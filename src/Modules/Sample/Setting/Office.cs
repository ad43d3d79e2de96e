using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Setting;

/// <summary>The people who set the school up and keep its registers, and the hours at which they work.</summary>
/// <remarks>Each command gets a moment of its own, some seconds after the one before, within the office's day.</remarks>
internal sealed class Office(SchoolPlan plan)
{
    /// <summary>Of Moscow, where the sample stands.</summary>
    private static readonly TimeSpan Zone = TimeSpan.FromHours(3);

    private readonly Dice dice = new Dice(plan.Seed).For("office");
    private readonly Dictionary<DateOnly, DateTime> clocks = [];

    public Actor Administrator => Of(Role.Administrator, "admin-0812");

    public Actor Deputy => Of(Role.DeputyHead, "deputy-0814");

    public Actor Director => Of(Role.Director, "director-0908");

    public Actor Secretary => Of(Role.Secretary, "secretary-0818");

    /// <remarks>Its session says on which day a slice was made: a load that was broken off goes on by it.</remarks>
    public Actor Server { get; } = plan.Today is { } today
        ? Actors.ForCommandLine(plan.School) with { Session = SampleSchools.SessionOf(today) } : Actors.ForCommandLine(plan.School);

    /// <summary>Somebody in an own matter.</summary>
    public Actor Own(AccountId account, Role role) => new(
        account, role, plan.School, Channel.Web, $"{account}-0829", new Grants([new Grant(Permission.OwnAccount, Access.AccountStream.Of(account))]));

    /// <summary>The next free moment of the day, from nine in the morning.</summary>
    public DateTime On(DateOnly day)
    {
        var from = clocks.TryGetValue(day, out var last) ? last : day.ToDateTime(new TimeOnly(9, 2), DateTimeKind.Utc) - Zone;
        // Lists of a thousand people are typed in faster than one by one: a file is read.
        return clocks[day] = from.AddMicroseconds(dice.Between(300_000, 4_000_000));
    }

    private Actor Of(Role role, string session)
    {
        var person = plan.Staff.First(t => t.Role == role);
        return new Actor(person.Account, role, plan.School, Channel.Web, session, Everything);
    }

    /// <summary>Rights are not what is played through here; the desk would ask for them.</summary>
    internal static Grants Everything { get; } = new([.. Enum.GetValues<Permission>().Select(p => new Grant(p, Grant.WholeSchool))]);
}
