using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Npgsql;

namespace ElJournal.Access.People;

/// <summary>A line of the list of people.</summary>
/// <param name="Roles">Those of today.</param>
/// <param name="LastSignIn">Null where there was none within the time that sign-ins are kept.</param>
/// <param name="Wards">Names of those represented, for a guardian.</param>
/// <param name="Classes">The pupil's, or the wards'.</param>
public sealed record PersonLine(
    AccessPerson Person, IReadOnlyList<Role> Roles, DateTimeOffset? LastSignIn, IReadOnlyList<string> Wards, IReadOnlyList<ClassId> Classes)
{
    public AccountId Account => Person.Account.Key;

    public string Kind => Person.Account.Pupil is not null ? "pupil" : Person.Account.Guardian is not null && Person.Account.Staff is null ? "guardian" : "staff";

    /// <summary>No sign-in is known, and no password was ever chosen.</summary>
    public bool HasNeverBeen => LastSignIn is null && !Person.Account.HadPassword && Person.Status != AccountStatus.Active;

    /// <summary>Never prints a name: this record may meet a log.</summary>
    public override string ToString() => $"PersonLine {Account}";
}

/// <summary>Everybody with an account, with roles, classes and the last sign-in, for the administrator's list.</summary>
public sealed class PeopleDirectory(AccessPeople people, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>In the order of the list: by name, then by account, so that a page goes on after a key.</summary>
    public async Task<IReadOnlyList<PersonLine>> All(SchoolId school, DateOnly today, CancellationToken cancel)
    {
        var everybody = await people.Everybody(school, cancel);
        var signed = await LastSignIns(school, cancel);
        var pupils = everybody.Where(p => p.Account.Pupil is not null).ToDictionary(p => p.Account.Pupil!.Value);
        return [.. everybody
            .Select(p =>
            {
                var wards = p.Wards.Where(pupils.ContainsKey).Select(w => pupils[w]).ToList();
                var classes = wards.Select(w => w.Class).Append(p.Class).OfType<ClassId>().Distinct().ToList();
                return new PersonLine(
                    p, [.. p.Account.RolesOn(today)], signed.TryGetValue(p.Account.Key, out var last) ? last : null, [.. wards.Select(w => w.Name)], classes);
            })
            .OrderBy(line => line.Person.Name, StringComparer.CurrentCulture).ThenBy(line => line.Account.Value, StringComparer.Ordinal)];
    }

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<IReadOnlyList<ClassRoster>> Classes(SchoolId school, CancellationToken cancel) => people.Classes(school, cancel);

    /// <summary>Whose name or login has the words in it, ё = е.</summary>
    public static bool IsCalled(PersonLine line, string typed)
    {
        var wanted = Plain(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (name, login) = (Plain(line.Person.Name), Plain(line.Person.Login));
        return wanted.All(word => name.Contains(word, StringComparison.Ordinal) || login.Contains(word, StringComparison.Ordinal));
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('ё', 'е');

    private async Task<Dictionary<AccountId, DateTimeOffset>> LastSignIns(SchoolId school, CancellationToken cancel)
    {
        var last = new Dictionary<AccountId, DateTimeOffset>();
        await using var command = database.CreateCommand(
            $"select data ->> 'account', max((data ->> 'started')::timestamptz) from {AccessModule.Schema}.mt_doc_session where tenant_id = $1 group by 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) last[new AccountId(reader.GetString(0))] = await reader.GetFieldValueAsync<DateTimeOffset>(1, cancel);
        return last;
    }
}
