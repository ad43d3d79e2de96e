using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Register;
using ElJournal.Setup.Timetables;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Timetables;

/// <summary>The round trip through FET itself: out, solved by <c>fet-cl</c>, and back gives the curriculum's hours and no clash.</summary>
public sealed class FetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eljournal-fet-");

    public FetTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new("ru-RU");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_sample_school_is_solved_and_comes_back() => await ComesBack(Boards.Sample());

    [Fact]
    public async Task A_school_of_twelve_classes_with_groups_and_alternating_weeks_is_solved_and_comes_back()
    {
        var board = Boards.Twelve();
        var solved = await ComesBack(board);
        solved.Week.Lessons.Count(l => l.Week is not null).ShouldBe(24, "music and art take turns in each class");
        solved.Clashes.All().Where(c => c.Kind == ClashKind.Window).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_goes_out_and_comes_back_the_same()
    {
        var board = Boards.Sample();
        var week = board.Week.Lessons;
        week.Count.ShouldBeGreaterThan(80);
        var file = TimetableFile.Read(TimetableFile.Write(board), "raspisanie.csv", board);
        file.Problems.ShouldBeEmpty();
        file.Units.Keys.ShouldBe(["7a", "8a", "8b"], ignoreOrder: true);
        foreach (var (unit, slots) in file.Units) slots.ShouldBe(TimetableEdit.Ordered(board.SlotsOf(unit)));
    }

    [Fact]
    public void A_table_without_codes_is_matched_by_class_and_subject_and_says_what_it_could_not()
    {
        var file = TimetableFile.Read(Encoding.UTF8.GetBytes("Класс;День;Урок;Предмет;Кабинет;Неделя\n8Б;Понедельник;2;алгебра;21;А\n8Б;Пн;3;Пение;;\n8Б;Пнн;3;Физика;;\n"), "t.csv", Boards.Sample());
        file.Units["8b"].ShouldBe([new TimetableSlot(1, 2, CourseId.From("algebra-8b"), "21", "a")]);
        file.Problems.Count.ShouldBe(2);
    }

    [Fact]
    public void A_room_that_reads_as_a_formula_stays_text_in_a_spreadsheet()
    {
        var board = Boards.Sample();
        var tried = board.Trying(new Dictionary<string, IReadOnlyList<TimetableSlot>> { ["8b"] = [new(1, 1, CourseId.From("algebra-8b"), "=1+1", null)] });
        Encoding.UTF8.GetString(TimetableFile.Write(tried)).ShouldContain(";'=1+1;");
        TimetableFile.Read(TimetableFile.Write(tried), "t.csv", tried).Units["8b"].ShouldHaveSingleItem().Room.ShouldBe("=1+1");
    }

    [Theory]
    [InlineData("<fet/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><Activities_Timetable>&a;</Activities_Timetable>")]
    [InlineData("имя;отчество\nа;б\n")]
    public void What_is_no_timetable_is_refused(string text) =>
        Should.Throw<ImportRefusal>(() => TimetableFile.Read(Encoding.UTF8.GetBytes(text), "x", Boards.Sample()));

    [Fact]
    public void Numbers_of_activities_do_not_depend_on_the_other_courses()
    {
        var board = Boards.Sample();
        var all = FetPlan.Of(board).ToDictionary(a => a.Id, a => a.Comment);
        var less = board with { Courses = board.Courses.Where(c => c.Value.Subject.Value != "fizika").ToDictionary() };
        FetPlan.Of(less).ShouldAllBe(a => all[a.Id] == a.Comment);
        all.Values.Count(c => c == "algebra-8b").ShouldBe(3);
    }

    /// <summary>Both files that FET writes are understood, and what they hold is the curriculum.</summary>
    private async Task<Board> ComesBack(Board board)
    {
        var output = await Solve(FetExport.Write(board, "Школа"));
        var byNumber = TimetableFile.Read(await File.ReadAllBytesAsync(Found(output, "*_activities.xml")), "a.xml", board);
        var byTable = TimetableFile.Read(await File.ReadAllBytesAsync(Found(output, "*_timetable.csv")), "a.csv", board);
        byNumber.Problems.ShouldBeEmpty();
        byTable.Problems.ShouldBeEmpty();
        foreach (var (unit, slots) in byNumber.Units) byTable.Units[unit].ShouldBe(slots, ignoreOrder: true);
        var solved = board.Trying(byNumber.Units);
        var clashes = solved.Clashes.All();
        clashes.Where(c => c.Forbids).Select(c => ClashWords.Placed(c, solved)).ShouldBeEmpty();
        clashes.Where(c => c.Kind is ClashKind.HoursAreOver or ClashKind.HoursAreUnder).Select(c => ClashWords.Placed(c, solved)).ShouldBeEmpty();
        clashes.Where(c => c.Kind == ClashKind.DayIsTooLong).Select(c => ClashWords.Placed(c, solved)).ShouldBeEmpty();
        return solved;
    }

    private static string Found(string folder, string pattern) => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    private async Task<string> Solve(string fet)
    {
        var input = Path.Combine(_folder.FullName, "school.fet");
        await File.WriteAllTextAsync(input, fet, new UTF8Encoding(true));
        using var process = Process.Start(new ProcessStartInfo("fet-cl", [$"--inputfile={input}", $"--outputdir={_folder.FullName}", "--timelimitseconds=60", "--htmllevel=0", "--exportcsv=true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["QT_QPA_PLATFORM"] = "offscreen" },
        })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await said + await complained);
        Directory.GetFiles(_folder.FullName, "*_activities.xml", SearchOption.AllDirectories).ShouldNotBeEmpty(await said + await complained);
        return _folder.FullName;
    }
}
