using System.Globalization;
using System.Text.Json;
using ElJournal.Control.Works;
using ElJournal.Kernel;
using Shouldly;
using Wolverine.Marten;

namespace ElJournal.Control.Tests.Works;

/// <summary>What a pure handler has answered.</summary>
internal static class WorkSpec
{
    public static void ThenEvents(this (Outcome Outcome, Events Events) answer, params object[] expected)
    {
        answer.Outcome.Refusal?.Text(new CultureInfo("ru-RU")).ShouldBeNull();
        answer.Events.Select(Written).ShouldBe(expected.Select(Written));
    }

    public static void ThenRefused(this (Outcome Outcome, Events Events) answer, RefusalKind kind, string? said = null)
    {
        answer.Outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        answer.Events.ShouldBeEmpty();
        // The sentence must take the arguments it is given, in both languages.
        foreach (var language in (string[])["ru-RU", "en-GB"]) answer.Outcome.Refusal.Text(new CultureInfo(language)).ShouldNotContain("{");
        if (said is not null) answer.Outcome.Refusal.Text(new CultureInfo("ru-RU")).ShouldContain(said);
    }

    public static (Outcome, Events) When(this WorkFacts facts, PlanControlWork command, ControlWork? work = null) => PlanControlWorkHandler.Handle(command, work, facts);

    public static (Outcome, Events) When(this WorkFacts facts, MoveControlWork command) =>
        MoveControlWorkHandler.Handle(command, facts.Works.FirstOrDefault(w => w.Work == command.Work), facts);

    private static string Written(object e) => $"{RecordedAttribute.NameOf(e.GetType())} {JsonSerializer.Serialize(e, e.GetType())}";
}
