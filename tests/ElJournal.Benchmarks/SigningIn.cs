using System.Diagnostics;
using System.Net;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Benchmarks;

/// <summary>
/// Sign-ins through the page by as many people at once as there are cores, beside the bare computation of their hashes; the two alternate.
/// And what being signed in costs a page: the same page for somebody inside and for a stranger.
/// </summary>
internal sealed class SigningIn(Ground ground, int rounds, int times)
{
    private const string Password = "сиреневый туман над рекой";

    private static readonly int Cores = Environment.ProcessorCount;

    public async Task<IReadOnlyList<Ratio>> Measure() => [await SignIns(), await Authorization()];

    private async Task<Ratio> SignIns()
    {
        var hash = ground.Services.GetRequiredService<Passwords>().Hash(Password);
        for (var i = 0; i < Cores; i++)
            await ground.Send(new OpenAccount(Guid.NewGuid(), AccountId.From($"bench-{i}"), $"bench-{i}", hash, null, [Role.Auditor]), Actors.ForCommandLine(SampleSchool.School));
        var hasher = ground.Services.GetRequiredService<IPasswordHasher<Credential>>();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var there = await PerSecond(async (person, _) => (await Visit.SignIn(ground.Address, $"bench-{person}", Password)).Dispose());
            var alone = await PerSecond((_, _) => Task.Run(() => hasher.VerifyHashedPassword(new Credential(), hash.Value, Password)));
            if (round < 0) continue;
            ours.Add(there);
            bare.Add(alone);
        }
        return new Ratio(
            $"Вход: PBKDF2-SHA512, {Passwords.Iterations:N0} итераций, {Cores} человека сразу", $"{ours.Median():0.0}/с", $"{bare.Median():0.0}/с, один расчёт хеша",
            ours.Zip(bare, (o, b) => o / b).Median(), new Goal(0.7, AtLeast: true));
    }

    private async Task<double> PerSecond(Func<int, int, Task> act)
    {
        const int each = 3;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Cores).Select(async person =>
        {
            for (var i = 0; i < each; i++) await act(person, i);
        }));
        return Cores * each / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>A page that is not there has the same frame for both; only the person, the rights and the menu differ.</summary>
    private async Task<Ratio> Authorization()
    {
        using var inside = await Visit.SignIn(ground.Address, "auditor", ground.Password);
        using var outside = Visit.Stranger(ground.Address);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var i = -10; i < times; i++)
        {
            var (signedIn, stranger) = (await Time(inside), await Time(outside));
            if (i < 0) continue;
            ours.Add(signedIn);
            theirs.Add(stranger);
        }
        return new Ratio(
            "Страница вошедшего: сеанс, роль, права, имя и меню", $"{ours.Median():0} мкс (+{ours.Median() - theirs.Median():0})", $"{theirs.Median():0} мкс, та же постороннему",
            ours.Median() / theirs.Median(), new Goal(4, AtLeast: false));
    }

    private static async Task<double> Time(HttpClient http)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync("/nothing-here");
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.NotFound
            ? Stopwatch.GetElapsedTime(started).TotalMicroseconds
            : throw new InvalidOperationException($"The page answered {answer.StatusCode}.");
    }
}
