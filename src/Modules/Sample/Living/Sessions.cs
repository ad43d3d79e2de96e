using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>
/// Сеансы: who signs in on what day by which way. Most people use the pages in a browser, some an application of their own; at home they sign in
/// anew.
/// </summary>
internal sealed class Sessions(SchoolId school, PlannedYear year, Dice dice)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int HomeHour = 16;

    private static readonly Grants None = new([]);

    private readonly Dictionary<(AccountId, Role, Channel, int, bool), Actor> open = [];
    private readonly Dictionary<AccountId, bool> byApi = [];

    /// <summary>As whom a teacher writes in lessons.</summary>
    public Actor Teacher(PlannedTeacher teacher, DateTime at) =>
        Of(teacher.Account, teacher.Role is Role.ClassTeacher ? Role.Teacher : teacher.Role, at, UsesApi(teacher.Account) ? Channel.Api : Channel.Web);

    /// <summary>In a session that is known by its id.</summary>
    public Actor In(string session, AccountId account, Role role) => new(account, role, school, Channel.Web, session, None);

    /// <param name="at">UTC.</param>
    public Actor Of(AccountId account, Role role, DateTime at, Channel channel = Channel.Web)
    {
        var local = at + Customs.Offset;
        var day = year.Made(DateOnly.FromDateTime(local)).DayNumber;
        var key = (account, role, channel, day, local.Hour >= HomeHour);
        if (open.TryGetValue(key, out var actor)) return actor;
        // Sessions of former days are over.
        if (open.Count > 4000) open.Clear();
        return open[key] = new Actor(account, role, school, channel, IdOf(account, role, channel, day, local.Hour >= HomeHour), None);
    }

    private string IdOf(AccountId account, Role role, Channel channel, int day, bool home)
    {
        var thrown = dice.For("session", account.Value, role.ToString(), channel.ToString(), day.ToString(CultureInfo.InvariantCulture), home ? "home" : "school");
        return string.Create(16, thrown, (text, d) =>
        {
            foreach (ref var c in text) c = Alphabet[d.Below(Alphabet.Length)];
        });
    }

    private bool UsesApi(AccountId account) =>
        byApi.TryGetValue(account, out var uses) ? uses : byApi[account] = dice.For("api", account.Value).Chance(0.06);
}
