using System.Reflection;
using ElJournal.Kernel;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public class TidyTests
{
    private static readonly string[] Sources = [".cs", ".razor", ".js", ".mjs", ".sql", ".csproj", ".props", ".sh", ".json", ".yml"];

    [Fact]
    public void Every_source_file_is_tidy()
    {
        var files = Repository.Files("src", Sources).Concat(Repository.Files("tests", Sources))
            .Where(f => Repository.Relative(f) is not ("tests/ElJournal.Architecture/Tidy.cs" or "tests/ElJournal.Architecture/TidyTests.cs")).ToList();
        files.Count.ShouldBeGreaterThan(60);
        files.SelectMany(f => Tidy.Complaints(Repository.Relative(f), File.ReadAllText(f))).ShouldBeEmpty();
    }

    [Fact]
    public void What_stands_at_the_root_is_tidy_too() =>
        new[] { "run.sh", "test.sh", "Dockerfile", "docker-compose.yml", "Directory.Build.props", "Directory.Packages.props", ".ci/run", ".ci/machine.sh" }
            .Concat(Repository.Pages().Select(Repository.Relative))
            .SelectMany(f => Tidy.Complaints(f, Repository.Read(f))).ShouldBeEmpty();

    [Theory]
    [InlineData("public sealed class GradeManager(int x)", "a name that says nothing")]
    [InlineData("internal record GradeDto(int X);", "a name that says nothing")]
    [InlineData("public static class CommonHelpers", "a name that says nothing")]
    [InlineData("interface IGradeService {", "a name that says nothing")]
    [InlineData("    #region Grades", "a region")]
    [InlineData("Thread.Sleep(100);", "a sleep")]
    [InlineData("await Task.Delay(100);", "a delay in a test")]
    [InlineData("// TODO: grades", "a thing left for later")]
    [InlineData("var data = \"/home/ivan/data\";", "a path of somebody's machine")]
    [InlineData(@"var data = @""C:\Users\ivan"";", "a path of somebody's machine")]
    [InlineData("public sealed class Grades : SingleStreamProjection<Grade, string>", "is a projection but not partial")]
    public void An_untidy_line_is_named(string line, string complaint) =>
        Tidy.Complaints("tests/Grades.cs", line).ShouldHaveSingleItem().ShouldContain(complaint);

    [Theory]
    [InlineData("public sealed partial class Grades : SingleStreamProjection<Grade, string>")]
    [InlineData("services.AddSingleton<TimeProvider>(); // the servicing of a class management")]
    [InlineData("public sealed class Commonwealth")]
    [InlineData("GET http://localhost/home/page")]
    public void A_tidy_line_is_not(string line) => Tidy.Complaints("src/Grades.cs", line).ShouldBeEmpty();

    [Fact]
    public void A_long_file_is_named()
    {
        Tidy.Complaints("src/Grades.cs", string.Concat(Enumerable.Repeat("a\n", 400))).ShouldBeEmpty();
        Tidy.Complaints("src/Grades.cs", string.Concat(Enumerable.Repeat("a\n", 401))).ShouldHaveSingleItem().ShouldContain("401 lines");
    }

    [Fact]
    public void Marten_sees_every_method_of_a_projection() => Hidden(Modules.Types).ShouldBeEmpty();

    [Fact]
    public void A_hidden_method_of_a_projection_is_named() => Hidden([typeof(Doors)]).ShouldBe(["Doors.Apply is not public: Marten would ignore it."]);

    private static IEnumerable<string> Hidden(IEnumerable<Type> types) => types
        .SelectMany(t => t.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => m.Name is "Apply" or "Create" or "ShouldDelete" && m.GetParameters().Any(p => IsEvent(p.ParameterType)))
        .Select(m => $"{m.DeclaringType!.Name}.{m.Name} is not public: Marten would ignore it.");

    private static bool IsEvent(Type type) => type.IsDefined(typeof(RecordedAttribute), false)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEvent<>));

    private sealed record Doors
    {
        internal static Doors Apply(IEvent<Setup.ClassFormed> e, Doors doors) => e.Version > 0 ? doors : new Doors();
    }
}
