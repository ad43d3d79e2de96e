using System.IO.Compression;
using ElJournal.Access.Rights;
using ElJournal.Forms.Pdf;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.School;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Printing.School;

/// <summary>The school on paper at one go: whole files or none.</summary>
public sealed class SchoolPrintTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Actor Director = new(
        new AccountId("sample-director"), Role.Director, TestSchool.School, Channel.Web, "test", GrantRules.For(new GrantFacts(Role.Director, default)));

    private TestSchool _school = null!;

    /// <summary>A deputy who has 7А and 8Б in charge, and of 8А a single subject.</summary>
    private Actor _deputy = null!;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var courses = await session.Query<CourseCard>().ToListAsync();
        _deputy = TestSchool.Deputy with
        {
            Grants = new Grants([.. courses.Where(c => !c.Classes.Contains(ClassId.From("8a")) || c.Course.Value == "algebra-8a")
                .SelectMany(c => (Grant[])[new(Permission.ReadJournal, Streams.Course(c.Course)), new(Permission.ReadChanges, Streams.Course(c.Course))])]),
        };
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task Two_classes_come_whole_and_the_third_is_named_as_left_out()
    {
        var job = await Print(_deputy, FormKinds.Journal, FormKinds.Statement, FormKinds.Missed);
        job.Refused?.Text().ShouldBeNull();
        (job.IsBroken, job.IsCancelled, job.Done, job.All).ShouldBe((false, false, 6, 6));
        var print = Shelf.For(_deputy).ShouldHaveSingleItem();
        print.Classes.ShouldBe(["7a", "8b"]);
        print.LeftOut.ShouldBe(["8 «А»"]);
        using var zip = ZipFile.OpenRead(Shelf.PathOf(_deputy, print.Id));
        zip.Entries.Select(e => e.FullName).ShouldBe(
        [
            "7А/Классный журнал 7А.pdf", "7А/Сводные ведомости 7А.pdf", "7А/Посещаемость 7А.pdf",
            "8Б/Классный журнал 8Б.pdf", "8Б/Сводные ведомости 8Б.pdf", "8Б/Посещаемость 8Б.pdf", "Содержание.txt",
        ]);
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".pdf", StringComparison.Ordinal))) PdfLint.Faults(Bytes(entry)).ShouldBeEmpty(entry.FullName);
        var contents = System.Text.Encoding.UTF8.GetString(Bytes(zip.Entries[^1]));
        contents.ShouldContain("Не вошли: 8 «А»");
        // Each of the six files takes paper, a journal more than a sheet.
        print.Sheets.ShouldBeGreaterThan(6);
        contents.ShouldContain($"Листов бумаги: {print.Sheets}.");
        Files().Select(Path.GetExtension).ShouldBe([".json", ".zip"], ignoreOrder: true);
        // What is one person's is not another's.
        Shelf.For(Director).ShouldBeEmpty();
    }

    [Fact]
    public async Task Broken_off_after_the_first_file_nothing_is_left()
    {
        using var stop = new CancellationTokenSource();
        var path = Shelf.PathOf(_deputy, Guid.NewGuid());
        await Should.ThrowAsync<OperationCanceledException>(async () => await _school.Services.GetRequiredService<SchoolZip>().Write(
            _deputy, await Books(_deputy), [FormKinds.Missed], path, _ => Task.CompletedTask, (done, _) =>
            {
                // While it is made it is not there under its name.
                File.Exists(path).ShouldBeFalse();
                File.Exists(path + PrintShelf.Unfinished).ShouldBeTrue();
                if (done == 1) stop.Cancel();
            }, stop.Token));
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_print_and_one_that_the_programs_end_breaks_off_leave_nothing()
    {
        var prints = _school.Services.GetRequiredService<SchoolPrints>();
        var cancelled = prints.Begin(_deputy, await Books(_deputy), [FormKinds.Journal]);
        cancelled.Cancel();
        await cancelled.Ended.WaitAsync(Patience);
        cancelled.IsCancelled.ShouldBeTrue();
        var ended = prints.Begin(_deputy, await Books(_deputy), [FormKinds.Journal]);
        // A second wish of the same person is the first; another's waits for its turn.
        prints.Begin(_deputy, await Books(_deputy), [FormKinds.Missed]).ShouldBeSameAs(ended);
        var waiting = prints.Begin(Director, await Books(Director), [FormKinds.Journal]);
        _school.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await Task.WhenAll(ended.Ended, waiting.Ended).WaitAsync(Patience);
        (ended.IsCancelled, waiting.IsCancelled).ShouldBe((true, true));
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_program_left_is_thrown_away_at_the_next_start_and_what_was_whole_stays()
    {
        await Print(_deputy, FormKinds.Missed);
        var whole = Files().ToList();
        var place = Path.GetDirectoryName(whole[0])!;
        foreach (var torn in (string[])[$"{Guid.NewGuid():N}.zip.part", $"{Guid.NewGuid():N}.json", $"{Guid.NewGuid():N}.json.part", $"{Guid.NewGuid():N}.zip"])
            await File.WriteAllTextAsync(Path.Combine(place, torn), "{");
        Shelf.For(_deputy).Count.ShouldBe(1, "nothing half-written is offered even before");
        await _school.Services.GetServices<IHostedService>().OfType<PrintShelfUpkeep>().Single().StartAsync(TestContext.Current.CancellationToken);
        Files().ShouldBe(whole, ignoreOrder: true);
    }

    [Fact]
    public async Task A_full_disk_is_said_in_a_sentence_and_leaves_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a disk that is always full.");
        var path = Shelf.PathOf(_deputy, Guid.NewGuid());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path + PrintShelf.Unfinished, "/dev/full");
        var refused = await Should.ThrowAsync<SchoolPrintRefused>(async () => await _school.Services.GetRequiredService<SchoolZip>().Write(
            _deputy, await Books(_deputy), [FormKinds.Missed], path, _ => Task.CompletedTask, (_, _) => { }, CancellationToken.None));
        refused.Why.Kind.ShouldBe(Refusals.PrintLacksDisk);
        refused.Why.Text(new("ru-RU")).ShouldContain("на диске сервера не хватило места");
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_that_does_not_suit_a_class_is_named_with_the_class()
    {
        var text = SchoolForm.Find("missed")!.Own.Text.Replace("<h1>", "{{ if called == '8 «Б»' }}{{ no_such_value }}{{ end }}<h1>", StringComparison.Ordinal);
        (await _school.Send(new ReplaceTemplate(Guid.NewGuid(), "missed", text, ""), TestSchool.Deputy)).Refusal.ShouldBeNull();
        var job = await Print(_deputy, FormKinds.Missed);
        job.Refused.ShouldNotBeNull().Kind.ShouldBe(Refusals.PrintLacksTemplate);
        job.Refused.Text(new("ru-RU")).ShouldContain("8 «Б»");
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_print_is_kept_for_a_day_and_no_more_than_three_of_a_person()
    {
        var clock = new MovedClock();
        var shelf = new PrintShelf(Path.Combine(_school.Settings.DataDirectory, "another"), clock);
        for (var i = 0; i < 4; i++)
        {
            clock.Ahead = TimeSpan.FromMinutes(i);
            var print = new ShelvedPrint(Guid.NewGuid(), "y", "2026/2027", [FormKinds.Missed], ["8b"], [], 1, 4, clock.GetUtcNow());
            Directory.CreateDirectory(Path.GetDirectoryName(shelf.PathOf(Director, print.Id))!);
            await shelf.Describe(Director, print);
            await File.WriteAllTextAsync(shelf.PathOf(Director, print.Id), "zip");
        }
        shelf.For(Director).Count.ShouldBe(3);
        clock.Ahead = PrintShelf.Kept + TimeSpan.FromMinutes(2.5);
        shelf.For(Director).Count.ShouldBe(1);
        shelf.Tidy();
        Directory.GetFiles(Path.Combine(_school.Settings.DataDirectory, "another"), "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    private PrintShelf Shelf => _school.Services.GetRequiredService<PrintShelf>();

    private async Task<SchoolPrintJob> Print(Actor actor, params string[] forms)
    {
        var job = _school.Services.GetRequiredService<SchoolPrints>().Begin(actor, await Books(actor), forms);
        await job.Ended.WaitAsync(Patience);
        return job;
    }

    private async Task<YearBooks> Books(Actor actor)
    {
        var books = _school.Services.GetRequiredService<PrintBooks>();
        return (await books.OfYear(actor, (await books.Years(actor))[0].Year)).ShouldNotBeNull();
    }

    private IEnumerable<string> Files()
    {
        var folder = Path.Combine(_school.Settings.DataDirectory, PrintShelf.Folder);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
