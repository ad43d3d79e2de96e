using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Access.Erasure;
using ElJournal.Access.FirstAdministrator;
using ElJournal.Access.KeptForms;
using ElJournal.Access.Newcomers;
using ElJournal.Access.Own;
using ElJournal.Access.People;
using ElJournal.Access.Reads;
using ElJournal.Access.Rights;
using ElJournal.Access.Rules;
using ElJournal.Access.Secrets;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Access.Tokens;
using ElJournal.Access.Undertakings;
using ElJournal.Access.Welcome;
using ElJournal.Setup.Register;
using ElJournal.Store;
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
            options.Record(typeof(Accounting.SubstituteAssigned).Assembly);
            options.Keep<Substitution>();
            options.Schema.For<Substitution>().DatabaseSchemaName(Schema).Index(s => s.Person);
            options.Keep<Account>();
            options.Schema.For<Viewing.Viewing>().DatabaseSchemaName(Schema);
            options.Keep<AccessRules>();
            options.Keep<Undertaking>();
            options.Keep<UndertakingDue>();
            options.Schema.For<AccessRules>().DatabaseSchemaName(Schema);
            options.Schema.For<Undertaking>().DatabaseSchemaName(Schema);
            options.Schema.For<UndertakingDue>().DatabaseSchemaName(Schema);
            options.Schema.For<Authenticator>().DatabaseSchemaName(Schema);
            options.Schema.For<Notice>().DatabaseSchemaName(Schema).GinIndexJsonData();
            options.Schema.For<Account>().DatabaseSchemaName(Schema).GinIndexJsonData();
            options.Schema.For<Session>().DatabaseSchemaName(Schema).GinIndexJsonData();
            options.Schema.For<Credential>().DatabaseSchemaName(Schema)
                .UniqueIndex(Marten.Schema.UniqueIndexType.Computed, "ux_credential_login", Marten.Schema.Indexing.Unique.TenancyScope.PerTenant, c => c.Login);
        });
        services.AddTokens();
        services.AddPeople();
        services.AddSingleton(new SchemaPart(Schema, $"create schema if not exists {Schema};", []));
        services.AddSingleton(RefusedTries.Schema);
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
        services.AddSingleton<GrantSource>();
        services.AddSingleton<Actors>();
        services.AddScoped<FirstAccount>();
        services.AddSingleton<StaffOfAccount>(provider => async (school, account, cancel) =>
        {
            await using var session = provider.GetRequiredService<IDocumentStore>().QuerySession(school.Value);
            return (await session.LoadAsync<Account>(AccountStream.Of(account), cancel))?.Staff;
        });
        return services.AddPersonalData();
    }

    /// <summary>All of the module. Settings: <c>ElJournal:Data</c> (keys, setup code), <c>ElJournal:School</c> (where there are several).</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAccounts();

        services.AddScoped<Entrance>();
        services.AddScoped<SecondStep>();
        services.AddSingleton<RefusedTries>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Totps>();
        services.AddSingleton<AccessPeople>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<SlipPrint>();
        services.AddSingleton<AccountsOfNewcomers>();
        services.AddSingleton<IConfigureMarten, NewcomersInStore>();

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

    /// <summary>Consents, erasure and the log of reads.</summary>
    private static IServiceCollection AddPersonalData(this IServiceCollection services)
    {
        services.ConfigureMarten(options =>
        {
            options.Keep<PersonalDataRules>();
            options.Keep<ConsentBook>();
            options.Keep<ErasedPerson>();
            options.Keep<SealedReads>();
            options.Schema.For<PersonalDataRules>().DatabaseSchemaName(Schema);
            options.Schema.For<ConsentBook>().DatabaseSchemaName(Schema);
            options.Schema.For<ErasedPerson>().DatabaseSchemaName(Schema);
            options.Schema.For<SealedReads>().DatabaseSchemaName(Schema);
            options.Events.IgnoreIndex(Erasures.Index);
        });
        services.AddSingleton(ReadSchema.Part);
        services.AddSingleton(new SchemaPart(Schema, Erasures.IndexDdl, []));
        services.TryAddSingleton<Openings>();
        services.AddSingleton<Scans>();
        services.AddScoped<FirstPersonalDataRules>();
        services.AddSingleton<PupilSearch>();
        services.AddSingleton<ConsentReading>();
        services.AddSingleton<ErasureReading>();
        services.AddSingleton<Erasures>();
        services.AddHostedService(provider => provider.GetRequiredService<Erasures>());
        services.AddSingleton<ReadStore>();
        services.AddSingleton<ReadLog>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadLog>());
        services.AddSingleton<ReadSealing>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadSealing>());
        services.AddSingleton<ReadVerifier>();
        services.AddSingleton<ReadSearch>();
        services.AddSingleton<ReadWords>();
        services.AddSingleton<ReadEndpoints.People>();
        return services;
    }

    /// <summary>
    /// After static files and the choice of language, before endpoints are mapped. The order inside matters: who it is, whether the
    /// request can have been forged, whether they may, and the tokens of forms, which are tied to the person.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app
        .UseAuthentication()
        .UseRateLimiter()
        .UseMiddleware<UnfinishedGate>()
        .UseMiddleware<ForgeryGuard>()
        .UseMiddleware<Viewing.ViewAsGuard>()
        .UseAuthorization()
        .UseMiddleware<ReadRecorder>()
        .UseAntiforgery()
        .UseMiddleware<KeptFormFilling>()
        .Use(Forgery.Refuse);
}
