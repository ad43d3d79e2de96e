using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ElJournal.Kernel;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public class EventTests
{
    /// <summary>Records in contracts that are not recorded: what lives in openings, and what several modules fold from the same events.</summary>
    private static readonly HashSet<string> Unrecorded = ["ElJournal.Setup.PersonCard", "ElJournal.Accounting.LessonShift"];

    [Fact]
    public void Every_event_has_a_stored_name_of_its_module_and_a_canonical_shape() => Payload.Complaints(Modules.Events).ShouldBeEmpty();

    [Fact]
    public void The_events_are_really_discovered() => Modules.Events.Count.ShouldBeGreaterThanOrEqualTo(26);

    [Fact]
    public void What_a_projection_folds_is_recorded_under_a_name() => Folded(Modules.Types)
        .Where(type => !type.IsDefined(typeof(RecordedAttribute), false)).Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void Every_record_in_contracts_is_an_event_or_part_of_one()
    {
        var parts = new HashSet<Type>();
        foreach (var type in Modules.Events) Gather(type, parts);
        Modules.Assemblies.Where(a => a.GetName().Name!.EndsWith(".Contracts", StringComparison.Ordinal))
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => IsRecord(t) && !Payload.IsId(t) && !parts.Contains(t) && !Unrecorded.Contains(t.FullName!))
            .Select(t => $"{t.FullName} carries no [Recorded] and stands in no event.").ShouldBeEmpty();
    }

    [Fact]
    public void Rules_with_a_day_and_an_act_are_rule_sets_and_have_a_name_in_the_register_of_changes()
    {
        var sets = Modules.Events.Where(e => e.GetProperty("From")?.PropertyType == typeof(DateOnly) && e.GetProperty("Act")?.PropertyType == typeof(string)).ToList();
        sets.Count.ShouldBeGreaterThanOrEqualTo(16);
        sets.Where(e => !typeof(IRuleSet).IsAssignableFrom(e)).Select(e => e.FullName).ShouldBeEmpty();
        var texts = ElJournal.Accounting.Refusals.Texts;
        foreach (var culture in (string[])["ru-RU", "en-US"])
        {
            sets.Where(e => string.IsNullOrEmpty(texts.GetString("rules." + RecordedAttribute.NameOf(e).Split(".v")[0], new CultureInfo(culture))))
                .Select(e => e.FullName).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(typeof(MarkGiven), "Double is not in the canonical subset")]
    [InlineData(typeof(WeightGiven), "Decimal is not in the canonical subset")]
    [InlineData(typeof(RoleTaken), "Role is not in the canonical subset")]
    [InlineData(typeof(BellRung), "DateTimeOffset is not in the canonical subset")]
    [InlineData(typeof(BadlyNamed), "is not module.snake_case.vN")]
    [InlineData(typeof(Borrowed), "carries another module's name")]
    public void A_wrong_event_is_named(Type type, string complaint) =>
        Payload.Complaints([type]).ShouldHaveSingleItem().ShouldContain(complaint);

    [Fact]
    public void One_name_for_two_events_is_named() =>
        Payload.Complaints([typeof(First), typeof(Second)]).ShouldHaveSingleItem().ShouldContain("First and Second");

    [Theory]
    [InlineData("{\"a\":[{\"b\":4.5}]}", ".a[0].b")]
    [InlineData("{\"a\":1e3}", ".a")]
    [InlineData("{\"a\":9007199254740992}", ".a")]
    [InlineData("{\"a\":-9007199254740992}", ".a")]
    public void A_number_outside_the_subset_is_named(string json, string path) =>
        Payload.Complaints(JsonDocument.Parse(json).RootElement, "").ShouldHaveSingleItem().ShouldStartWith(path + ":");

    [Fact]
    public void The_largest_number_inside_it_is_not() =>
        Payload.Complaints(JsonDocument.Parse("{\"a\":9007199254740991,\"b\":-9007199254740991}").RootElement, "").ShouldBeEmpty();

    [Fact]
    public void An_unnamed_event_in_a_projection_is_found() => Folded([typeof(Bells)]).ShouldBe([typeof(Unnamed), typeof(Unwrapped)]);

    private static IEnumerable<Type> Folded(IEnumerable<Type> types) => types
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => m.Name is "Apply" or "Create" or "ShouldDelete" or "Project" && m.GetParameters().Length > 0)
        .Select(m => m.GetParameters()[0].ParameterType)
        .Select(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEvent<>) ? t.GetGenericArguments()[0] : t)
        .Where(t => IsRecord(t) && t.Namespace!.StartsWith("ElJournal", StringComparison.Ordinal) && !typeof(ICommand).IsAssignableFrom(t))
        .Distinct();

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static void Gather(Type type, HashSet<Type> parts)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        type = Payload.ElementOf(type) ?? type;
        if (type.Namespace?.StartsWith("ElJournal", StringComparison.Ordinal) != true || !parts.Add(type)) return;
        foreach (var member in Payload.Members(type)) Gather(member.PropertyType, parts);
    }

    [Recorded("architecture.mark_given.v1")]
    private sealed record MarkGiven(IReadOnlyList<Part> Parts);

    private sealed record Part(IReadOnlyList<Inner> Inner);

    private sealed record Inner(double? Value);

    [Recorded("architecture.weight_given.v1")]
    private sealed record WeightGiven(decimal Weight);

    [Recorded("architecture.role_taken.v1")]
    private sealed record RoleTaken(Role Role);

    [Recorded("architecture.bell_rung.v1")]
    private sealed record BellRung(DateTimeOffset At);

    [Recorded("architecture.BadlyNamed")]
    private sealed record BadlyNamed(string Text);

    [Recorded("setup.borrowed.v1")]
    private sealed record Borrowed(string Text);

    [Recorded("architecture.twice.v1")]
    private sealed record First(string Text);

    [Recorded("architecture.twice.v1")]
    private sealed record Second(string Text);

    private sealed record Unnamed(string Text);

    private sealed record Unwrapped(string Text);

    private sealed record Bells
    {
        public static Bells Create(Unnamed e) => new() { Last = e.Text };

        public Bells Apply(IEvent<Unwrapped> e) => this with { Last = e.Data.Text };

        public string Last { get; init; } = "";
    }
}
