using ElJournal.Access.Accounts;
using ElJournal.Access.FirstAdministrator;
using ElJournal.Access.KeptForms;
using ElJournal.Access.Rights;
using ElJournal.Access.Secrets;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElJournal.Access;

/// <summary>Доступ: accounts, sign-in, sessions, roles and the rights that follow from them.</summary>
public static class AccessModule
{
    public const string Schema = "access";

    /// <summary>Accounts and commands alone, for a program without web pages; <see cref="AddAccess"/> has it inside.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.ConfigureMarten(options =>
        {
            options.Record(typeof(AccountOpened).Assembly);
            options.Projections.Snapshot<Account>(SnapshotLifecycle.Inline);
            options.Schema.For<Account>().DatabaseSchemaName(Schema);
            options.Schema.For<Session>().DatabaseSchemaName(Schema);
            options.Schema.For<Credential>().DatabaseSchemaName(Schema)
                .UniqueIndex(Marten.Schema.UniqueIndexType.Computed, "ux_credential_login", Marten.Schema.Indexing.Unique.TenancyScope.PerTenant, c => c.Login);
        });
        services.AddTokens();
        services.AddSingleton(new SchemaPart(Schema, $"create schema if not exists {Schema};", []));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Passwords>();
        services.TryAddSingleton<IPasswordHasher<Credential>, PasswordHasher<Credential>>();
        services.Configure<PasswordHasherOptions>(options =>
        {
            options.CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3;
            options.IterationCount = Passwords.Iterations;
        });
        services.AddSingleton<DataFolder>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<Schools>();
        services.AddSingleton<Actors>();
        services.AddScoped<SampleAccounts>();
        services.AddScoped<FirstAccount>();
        return services;
    }

    /// <summary>All of the module. Settings: <c>ElJournal:Data</c> (keys, setup code), <c>ElJournal:School</c> (where there are several).</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAccounts();

        services.AddScoped<SchoolOfScope>();
        services.AddScoped<Entrance>();
        services.AddIdentityCore<Credential>(options =>
        {
            options.User.AllowedUserNameCharacters = Credential.LoginCharacters;
            options.Password.RequiredLength = Passwords.Shortest;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase =
                options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddUserStore<CredentialStore>().AddSignInManager();
        services.Replace(ServiceDescriptor.Scoped<ILookupNormalizer, LoginNormalizer>());

        services.AddAuthentication(SignedIn.Scheme).AddCookie(SignedIn.Scheme, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null);
        services.AddScoped<IAuthorizationHandler, NeedHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(SignedIn.Scheme).RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "eljournal-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddKeyRing();
        services.AddFloodLimit();
        services.AddKeptForms();
        return services;
    }

    /// <summary>
    /// After static files and the choice of language, before endpoints are mapped. The order inside matters: who it is, whether the
    /// request can have been forged, whether they may, and the tokens of forms, which are tied to the person.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app
        .UseAuthentication()
        .UseRateLimiter()
        .UseMiddleware<ForgeryGuard>()
        .UseAuthorization()
        .UseAntiforgery()
        .UseMiddleware<KeptFormFilling>();
}
