using System.Text;
using System.Text.RegularExpressions;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>
/// Who gets in where: every address and every command of the running program, asked by everybody for the own, for the neighbour's and for
/// another school's, and by everybody of another school. The answers are <c>docs/access-matrix.md</c>; where they differ from it the test
/// fails, and <c>ELJ_WRITE_MATRIX=1</c> writes it anew for a person to read.
/// </summary>
public sealed partial class AccessMatrixTests(Cast cast) : IClassFixture<Cast>
{
    private const string School = "школа";
    private const string Own = "своё";
    private const string Any = "да";
    private const string None = "—";

    private readonly Dictionary<HttpClient, string> _tokens = [];

    [Fact]
    public async Task The_program_lets_in_whom_the_table_says()
    {
        // What takes a thing away comes after the questions about it; leaving comes last, for it ends the session.
        var doors = Door.All(cast.School.Services).Where(d => !d.IsAnonymous).OrderBy(d => d.Pattern == "/sign-out").ThenBy(d => d.Pattern.EndsWith("/drop", StringComparison.Ordinal)).ToList();
        doors.SelectMany(d => d.Blanks.Where(b => !cast.Ids.Knows(b)).Select(b => $"{d}: give the blank {{{b}}} its values in Doors/Matrix/Ids.cs.")).ShouldBeEmpty();
        var before = await cast.School.AsOwner<long>("select count(*) from journal.mt_events where type like 'accounting.%'");
        var rows = new List<(string Area, string What, string How, string[] Cells)>();
        foreach (var door in doors) rows.Add((AreaOf(door.Pattern), door.Summary ?? "", $"`{door}`", await Ask(door)));
        (await cast.School.AsOwner<long>("select count(*) from journal.mt_events where type like 'accounting.%'")).ShouldBe(before, "an empty form has changed the journal");
        // Commands last, with the rights of now: some are done, and what they do must not change the answers of the next.
        var actors = new List<(Person, Actor)>();
        foreach (var person in Cast.People) actors.Add((person, await cast.Actor(person)));
        foreach (var order in Orders.All)
            rows.Add(("Команды: " + ModuleOf(order), Orders.Words(order, Repository("src")), $"`{order.Name}`", await Hand(order, actors)));

        var page = Page(rows, Door.All(cast.School.Services).Where(d => d.IsAnonymous));
        var file = Repository("docs/access-matrix.md");
        if (Environment.GetEnvironmentVariable("ELJ_WRITE_MATRIX") == "1") await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);
        Difference(File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "", page)
            .ShouldBeNull("docs/access-matrix.md says otherwise. If the program is right: ELJ_WRITE_MATRIX=1, and read what changed.");
    }

    /// <summary>One row: each person asks for all that there is to ask.</summary>
    private async Task<string[]> Ask(Door door)
    {
        var cells = new List<string>();
        foreach (var person in Cast.People)
        {
            var own = await Opens(door, person, Whose.Own);
            if (!door.IsScoped)
            {
                cells.Add(own ? await Reach(door, person) : None);
                continue;
            }
            var foreign = await Opens(door, person, Whose.Foreign);
            (await Opens(door, person, Whose.OtherSchool)).ShouldBeFalse($"{person.Login} gets at another school's: {door}");
            (await Opens(door, person, Whose.Own, other: true)).ShouldBeFalse($"{person.Login} of another school gets in: {door}");
            cells.Add(Cell(own, foreign, $"{person.Login}: {door}"));
        }
        return [.. cells];
    }

    /// <summary>The same for a command, handed in at the desk with the rights that the person really has.</summary>
    private async Task<string[]> Hand(Type order, IEnumerable<(Person, Actor)> actors)
    {
        var cells = new List<string>();
        foreach (var (person, actor) in actors)
        {
            var scoped = Make(Whose.Own).Need.Resource != Grant.WholeSchool;
            var own = await Accepts(Make(Whose.Own), actor);
            var foreign = await Accepts(Make(Whose.Foreign), actor);
            if (scoped && foreign is false) (await Accepts(Make(Whose.OtherSchool), actor)).ShouldBeFalse($"{person.Login} at another school: {order.Name}");
            cells.Add(Cell(own, foreign, $"{person.Login}: {order.Name}"));

            ICommand Make(Whose whose) => Orders.Make(order, whose, person, cast.Ids, cast.Lesson.Date);
        }
        return [.. cells];
    }

    /// <summary>Past the door means: not refused for want of a right. What the rules say then, or a stumble over empty hands, is another matter.</summary>
    private async Task<bool> Accepts(ICommand command, Actor actor)
    {
        try
        {
            return (await cast.School.Send(command, actor)).Refusal?.Kind != Refusals.NotAllowed;
        }
        catch (Exception stumble) when (actor.Grants.Allow(command.Need.Permission, command.Need.Resource, command.Need.On ?? cast.Lesson.Date))
        {
            TestContext.Current.SendDiagnosticMessage("{0}: {1}", command.GetType().Name, stumble.Message);
            return true;
        }
    }

    private async Task<bool> Opens(Door door, Person person, Whose whose, bool other = false)
    {
        var http = await cast.Client(person, other);
        if (await door.Opens(http, whose, person, cast.Ids, await Token(http))) return true;
        // An earlier question may have ended the session, as leaving does: then ask again as somebody who has just come.
        using var still = await http.GetAsync("/family");
        if (still.Headers.Location?.OriginalString.Contains("/sign-in?", StringComparison.Ordinal) != true) return false;
        http = await cast.Client(person, other, again: true);
        return await door.Opens(http, whose, person, cast.Ids, await Token(http));
    }

    private static string Cell(bool own, bool foreign, string what) => (own, foreign) switch
    {
        (true, true) => School,
        (true, false) => Own,
        (false, false) => None,
        _ => throw new InvalidOperationException($"What is foreign is open and what is one's own is not: {what}"),
    };

    /// <summary>An address that names no thing shows as much as the right reaches.</summary>
    private async Task<string> Reach(Door door, Person person) => door.Need is not { } need
        ? Any
        : (await cast.Actor(person)).Grants.AllowEver(need.Permission, Grant.WholeSchool) ? School : Own;

    /// <summary>What a form of a signed-in person carries.</summary>
    private async Task<string> Token(HttpClient http)
    {
        if (_tokens.TryGetValue(http, out var known)) return known;
        using var answer = await http.GetAsync("/nothing");
        return _tokens[http] = Field().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    private static string Page(IEnumerable<(string Area, string What, string How, string[] Cells)> rows, IEnumerable<Door> open)
    {
        var page = new StringBuilder(Head);
        foreach (var area in rows.GroupBy(r => r.Area).OrderBy(g => g.Key.StartsWith("Команды", StringComparison.Ordinal)).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append($"\n## {area.Key}\n\n| что | | {string.Join(" | ", Cast.People.Select(p => p.Title))} |\n|---|---|{string.Concat(Cast.People.Select(_ => "---|"))}\n");
            foreach (var (_, what, how, cells) in area.OrderBy(r => r.How, StringComparer.Ordinal)) page.Append($"| {what} | {how} | {string.Join(" | ", cells)} |\n");
        }
        page.Append("\n## Открыто без входа\n\n");
        foreach (var door in open) page.Append($"- `{door}`{(OpenDoors.Anonymous.TryGetValue(door.ToString(), out var why) ? ": " + why : "")}\n");
        return page.ToString();
    }

    private const string Head = """
        # Кому что открыто

        Эту страницу пишет сама программа: тест спрашивает каждый адрес и каждую команду от имени каждой роли и сравнивает ответы с таблицей
        (`tests/ElJournal.Scenarios/Doors/Matrix`). Расходится — тест не проходит; `ELJ_WRITE_MATRIX=1` переписывает страницу.

        - **школа** — открыто на всю школу;
        - **своё** — только то, что относится к человеку: свой курс, свой класс, порученные параллели, урок по замене, свой ребёнок, своя запись;
        - **да** — открыто каждому, кто вошёл;
        - **—** — закрыто. Чужое отвечает так же, как несуществующее: «не найдено».

        Чужая школа закрыта всегда и всем: это спрошено для каждой строки, где назван курс, класс или ученик, — и своим человеком о чужой школе, и чужим о своей.
        «Завуч 8-х» — заместитель, которому поручена одна параллель; «Завуч» — без поручений, у него вся школа. «Замена» — учитель, назначенный на один урок.
        Как получаются права: [роли](howto/roles.md).

        """;

    private static string? Difference(string written, string asked)
    {
        if (written == asked) return null;
        var (old, now) = (written.Split('\n'), asked.Split('\n'));
        return string.Join('\n', now.Except(old).Select(line => "+ " + line).Concat(old.Except(now).Select(line => "- " + line)).Take(20).DefaultIfEmpty("the order of lines"));
    }

    private static readonly (string Area, string[] Paths)[] Areas =
    [
        ("Вход и учётные записи", ["/admin", "/sign-", "/role", "/account", "/view-as", "/setup"]),
        ("Семья", ["/family", "/api/v1/pupils"]),
        ("Классы", ["/class"]),
        ("Журнал", ["/journal", "/lessons", "/replay", "/changes", "/api/v1/journal", "/api/v1/changes"]),
    ];

    private static string AreaOf(string pattern) => pattern == "/"
        ? "Журнал"
        : Areas.FirstOrDefault(a => a.Paths.Any(path => pattern.StartsWith(path, StringComparison.Ordinal))).Area ?? "Прочее";

    private static string ModuleOf(Type order) => order.Namespace!.Split('.')[1] switch
    {
        "Access" => "учётные записи",
        "Accounting" => "журнал",
        "Setup" => "реестр школы",
        "Integrity" => "опечатанный журнал записей",
        var other => other,
    };

    private static string Repository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElJournal.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, path);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();
}
