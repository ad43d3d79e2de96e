using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;

namespace ElJournal.Access.Tokens;

/// <summary>Токен API: what a program may do, where and until when. Its secret is elsewhere, as a hash (<see cref="TokenSecret"/>).</summary>
/// <param name="Name">Opening with the name the administrator gave it.</param>
/// <param name="By">Who created it.</param>
public sealed record ApiToken(
    string Id, TokenId Key, Guid Name, IReadOnlyList<Permission> Permissions, IReadOnlyList<string> Scopes, DateOnly Until, AccountId By, bool Revoked)
{
    public static ApiToken Create(IEvent<TokenCreated> e) => new(
        e.Data.Token.Stream, e.Data.Token, e.Data.Name.Opening, [.. e.Data.Permissions.Select(Provenance.Headers.Parse<Permission>)],
        e.Data.Scopes, e.Data.Until, new AccountId(e.UserName ?? ""), false);

    public static ApiToken Apply(TokenRevoked e, ApiToken token) => token with { Revoked = true };

    public bool IsHonoured(DateOnly today) => !Revoked && today <= Until;

    /// <summary>Classes whose courses it reaches.</summary>
    public IEnumerable<ClassId> Classes => Scopes.Where(scope => scope.StartsWith("class/", StringComparison.Ordinal)).Select(scope => ClassId.From(scope["class/".Length..]));

    /// <summary>Exactly what was chosen, and nothing that is not for programs, whatever the event says.</summary>
    /// <param name="courses">Courses of <see cref="Classes"/>.</param>
    public Grants Grants(IEnumerable<CourseCard> courses)
    {
        var places = Scopes.Where(scope => !scope.StartsWith("class/", StringComparison.Ordinal)).Concat(courses.Select(course => Streams.Course(course.Course))).Distinct();
        return new([.. from permission in Permissions.Intersect(TokenRights.ForPrograms) from place in places select new Grant(permission, place)]);
    }
}

/// <summary>Secret of a token as the database knows it: the id is its SHA-256. It is 256 random bits, so a slow hash would add nothing.</summary>
public sealed record TokenSecret(string Id, TokenId Token)
{
    /// <summary>Never prints the hash: this record may meet a log.</summary>
    public override string ToString() => $"TokenSecret {Token}";
}

/// <summary>What may be given to a program at all: reading and the journal's entries; never accounts, consents, erasure, the set-up or the log of reads.</summary>
public static class TokenRights
{
    public static readonly IReadOnlyList<Permission> ForPrograms =
        [Permission.ReadJournal, Permission.WriteJournal, Permission.ReplayJournal, Permission.ReadSchool, Permission.ReadChanges, Permission.VerifyLog];

    /// <summary>These are judged course by course; the others concern the whole school.</summary>
    public static bool IsByCourse(Permission permission) => permission is Permission.ReadJournal or Permission.WriteJournal or Permission.ReplayJournal;
}
