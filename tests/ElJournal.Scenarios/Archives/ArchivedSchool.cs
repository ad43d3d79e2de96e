using System.Diagnostics;
using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Scenarios.Cli;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Archives;

/// <summary>The sample school with a lesson recorded, and its archives made by the command line.</summary>
public sealed class ArchivedSchool : IAsyncLifetime
{
    internal TestSchool School { get; private set; } = null!;

    internal LessonId Lesson { get; private set; } = null!;

    internal IReadOnlyList<PupilId> Pupils { get; private set; } = [];

    /// <summary>The year of the log in use.</summary>
    internal string Year { get; private set; } = "";

    internal string Folder => Path.Combine(School.Settings.DataDirectory, "archives");

    internal string Zip(string kind = "J5") => Path.Combine(Folder, $"elj-{TestSchool.School}-{Year}-{kind}.zip");

    public async ValueTask InitializeAsync()
    {
        School = await TestSchool.Start();
        (Lesson, Pupils) = await School.TodaysLesson();
        var version = 0;
        foreach (var (pupil, value) in Pupils.Zip((string[])["5", "4", "3", "Н", "5"]))
            (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), Lesson, pupil, value, version)), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        // A slip of the hand, mended at once: the archive holds both.
        var director = new Actor(new AccountId("sample-director"), Role.Director, TestSchool.School, Channel.Web, "test", new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool)]));
        var page = (await School.Services.GetRequiredService<JournalPages>().Now(director, Lesson.Course, null))!;
        var seen = page.Pupils.Single(row => row.Pupil == Pupils[1]).Cells[page.Lessons.Select(l => l.Lesson).ToList().IndexOf(Lesson)]!.Version;
        (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), Lesson, Pupils[1], "5", seen, "typo")), TestSchool.Teacher)).Refusal?.Text().ShouldBeNull();
        (await School.Send(new SetTopic(Guid.NewGuid(), Lesson, "Квадратные уравнения, «формула»", null, 0), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        await School.CaughtUp();
        var made = await Answer.Beside(School, "archive", "make", "--json");
        made.Code.ShouldBe(0, made.Out + made.Error);
        Year = made.Json["year"]!.ToString();
    }

    public ValueTask DisposeAsync() => School.DisposeAsync();

    /// <summary>Runs a command of the machine in a folder; its words are in the answer.</summary>
    internal static async Task<(int Code, string Said)> Shell(string folder, string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", "set -o pipefail; " + command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
