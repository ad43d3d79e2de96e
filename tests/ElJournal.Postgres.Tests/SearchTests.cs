using System.Globalization;
using System.Resources;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

public class SearchTests
{
    private static readonly SearchPlaces Nowhere = new([], [], null, null);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_PostgreSQL_the_error_says_what_was_tried_and_what_to_do()
    {
        using var folder = new DataFolder();
        var places = Nowhere with { Folders = ["/nowhere/bin"], NpmFolders = ["/nowhere/npm"], Docker = "/nowhere/docker" };

        var error = await Should.ThrowAsync<DatabaseUnavailable>(() => PostgresForApp.ResolveAsync(folder.Options, places, Cancellation));

        error.Message.ShouldStartWith("PostgreSQL не найден");
        error.Message.ShouldContain("ELJ_PG_BIN");
        error.Message.ShouldContain("ConnectionStrings__ElJournal");
        error.Tried.Count.ShouldBe(4);
        error.Tried[0].ShouldContain("/nowhere/bin");
        error.Tried[1].ShouldContain("/nowhere/npm");
        error.Tried[2].ShouldBe("Docker не отвечает");
        Directory.Exists(Path.Combine(folder.Path, "pg")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_on_the_PATH_leads_to_the_real_programs()
    {
        using var folder = new DataFolder();
        var real = SearchPlaces.OfThisMachine().Folders.First(place => File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "pg_ctl")));
        var links = Directory.CreateDirectory(Path.Combine(folder.Root, "links")).FullName;
        File.CreateSymbolicLink(Path.Combine(links, "initdb"), Path.Combine(real, "initdb"));

        await using var database = await PostgresForApp.ResolveAsync(folder.Options, Nowhere with { Folders = [links] }, Cancellation);

        database.Owned.ShouldBeTrue();
    }

    [Fact]
    public async Task Programs_without_their_siblings_are_passed_over()
    {
        using var folder = new DataFolder();
        var lonely = Directory.CreateDirectory(Path.Combine(folder.Root, "lonely")).FullName;
        await File.WriteAllTextAsync(Path.Combine(lonely, "initdb"), "", Cancellation);

        await Should.ThrowAsync<DatabaseUnavailable>(
            () => PostgresForApp.ResolveAsync(folder.Options, Nowhere with { Folders = [lonely] }, Cancellation));
    }

    [Fact]
    public async Task Data_of_another_version_are_named_and_never_replaced_by_an_empty_cluster()
    {
        using var folder = new DataFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "pg", "99", "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "PG_VERSION"), "99\n", Cancellation);
        var places = SearchPlaces.OfThisMachine(folder.Path) with { AptGet = null };

        var error = await Should.ThrowAsync<DatabaseUnavailable>(() => PostgresForApp.ResolveAsync(folder.Options, places, Cancellation));

        error.Message.ShouldContain("созданы PostgreSQL 99");
        Directory.GetDirectories(Path.Combine(folder.Path, "pg")).ShouldBe([Path.Combine(folder.Path, "pg", "99")]);
    }

    [Fact]
    public async Task Data_in_a_container_are_not_replaced_by_an_empty_cluster()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "docker"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "docker", "password"), "secret", Cancellation);
        var places = SearchPlaces.OfThisMachine(folder.Path) with { Docker = "/nowhere/docker" };

        var error = await Should.ThrowAsync<DatabaseUnavailable>(() => PostgresForApp.ResolveAsync(folder.Options, places, Cancellation));

        error.Message.ShouldContain("в томе Docker");
        Directory.Exists(Path.Combine(folder.Path, "pg")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_forced_source_is_the_only_one_tried()
    {
        using var folder = new DataFolder();
        var options = folder.Options with { Forced = DatabaseSource.Npm };

        var error = await Should.ThrowAsync<DatabaseUnavailable>(
            () => PostgresForApp.ResolveAsync(options, SearchPlaces.OfThisMachine(folder.Path), Cancellation));

        error.Message.ShouldStartWith("ELJ_PG требует источник «npm»");
        error.Tried.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_closed_to_the_server_s_user_is_named_before_anything_is_made()
    {
        using var folder = new DataFolder();
        var closed = Directory.CreateDirectory(Path.Combine(folder.Root, "closed")).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new AppDatabaseOptions(Path.Combine(closed, "eljournal"));

        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            // The server runs as the same person, to whom the folder is open.
            await using var database = await PostgresForApp.ResolveAsync(options, Cancellation);
            database.Owned.ShouldBeTrue();
            return;
        }

        var error = await Should.ThrowAsync<DatabaseUnavailable>(() => PostgresForApp.ResolveAsync(options, Cancellation));
        error.Message.ShouldContain("недоступен пользователю");
        error.Message.ShouldContain("--data");
    }

    [Fact]
    public void Both_languages_say_the_same_sentences()
    {
        var texts = new ResourceManager("ElJournal.Postgres.Texts", typeof(Database).Assembly);
        HashSet<string> Names(string culture) =>
            [.. texts.GetResourceSet(CultureInfo.GetCultureInfo(culture), true, false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)];

        Names("en").ShouldBe(Names(""), ignoreOrder: true);
    }
}
