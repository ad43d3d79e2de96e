using ElJournal.Kernel;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace ElJournal.Access.SigningIn;

/// <summary>The school whose accounts Identity's managers see in this scope.</summary>
public sealed class SchoolOfScope
{
    private SchoolId? school;

    public SchoolId School
    {
        get => school ?? throw new InvalidOperationException("No school has been chosen for the sign-in.");
        set => school = value;
    }
}

/// <summary>Where ASP.NET Core Identity finds and keeps credentials: Marten documents of one school.</summary>
public sealed class CredentialStore(IDocumentStore store, SchoolOfScope scope, IdentityErrorDescriber errors)
    : IUserPasswordStore<Credential>, IUserLockoutStore<Credential>, IUserSecurityStampStore<Credential>
{
    public Task<IdentityResult> CreateAsync(Credential user, CancellationToken cancellationToken) =>
        Save(session => session.Insert(user), cancellationToken);

    public Task<IdentityResult> UpdateAsync(Credential user, CancellationToken cancellationToken) =>
        Save(session => session.Store(user), cancellationToken);

    public Task<IdentityResult> DeleteAsync(Credential user, CancellationToken cancellationToken) =>
        Save(session => session.Delete(user), cancellationToken);

    public async Task<Credential?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession(scope.School.Value);
        return await session.LoadAsync<Credential>(userId, cancellationToken);
    }

    public async Task<Credential?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession(scope.School.Value);
        return await session.Query<Credential>().FirstOrDefaultAsync(credential => credential.Login == normalizedUserName, cancellationToken);
    }

    public Task<string> GetUserIdAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login);

    public Task SetUserNameAsync(Credential user, string? userName, CancellationToken cancellationToken) =>
        SetNormalizedUserNameAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login);

    public Task SetNormalizedUserNameAsync(Credential user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.Login = Credential.Normal(normalizedName ?? "");
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash.Length > 0);

    public Task SetPasswordHashAsync(Credential user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task SetSecurityStampAsync(Credential user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Credential user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return Task.CompletedTask;
    }

    public Task<int> IncrementAccessFailedCountAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedCount);

    public Task ResetAccessFailedCountAsync(Credential user, CancellationToken cancellationToken)
    {
        user.FailedCount = 0;
        return Task.CompletedTask;
    }

    public Task<int> GetAccessFailedCountAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(Credential user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Every account can be locked; there is nothing to switch off.</summary>
    public Task SetLockoutEnabledAsync(Credential user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private async Task<IdentityResult> Save(Action<IDocumentSession> change, CancellationToken cancel)
    {
        await using var session = store.LightweightSession(scope.School.Value);
        change(session);
        try
        {
            await session.SaveChangesAsync(cancel);
            return IdentityResult.Success;
        }
        catch (ConcurrencyException)
        {
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }
    }
}

/// <summary>Identity compares logins by the same normal form as the rest of the module.</summary>
public sealed class LoginNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Credential.Normal(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
