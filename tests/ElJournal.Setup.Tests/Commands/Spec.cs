using System.Reflection;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Wolverine.Marten;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Given past events, folded as the register folds them; when a pure handler decides; then so it is.</summary>
internal static class Spec
{
    /// <summary>The state those events come to, by the record's own Create and Apply; null when none creates it.</summary>
    public static T? Given<T>(params object[] events) where T : class => Fold<T>(typeof(T), events);

    public static ClassRoster? GivenClass(params object[] events) => Fold<ClassRoster>(typeof(ClassRosterProjection), events);

    public static void ThenEvents(this (Outcome Outcome, Events Events) answer, params object[] expected)
    {
        answer.Outcome.Refusal?.Kind.Code.ShouldBeNull();
        answer.Events.Select(Written).ShouldBe(expected.Select(Written));
    }

    public static void ThenNothing(this (Outcome Outcome, Events Events) answer) => answer.ThenEvents();

    public static void ThenRefused(this (Outcome Outcome, Events Events) answer, RefusalKind kind)
    {
        answer.Outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        answer.Events.ShouldBeEmpty();
        // The sentence must take the arguments it is given, in both languages.
        foreach (var language in (string[])["ru-RU", "en-GB"])
            answer.Outcome.Refusal.Text(new System.Globalization.CultureInfo(language)).ShouldNotContain("{");
    }

    /// <summary>Events are the same when they are stored the same.</summary>
    private static string Written(object e) => $"{RecordedAttribute.NameOf(e.GetType())} {JsonSerializer.Serialize(e, e.GetType())}";

    private static T? Fold<T>(Type by, object[] events) where T : class
    {
        T? state = null;
        foreach (var e in events)
        {
            var method = state is null
                ? by.GetMethod("Create", BindingFlags.Public | BindingFlags.Static, [e.GetType()])
                : by.GetMethod("Apply", BindingFlags.Public | BindingFlags.Static, [e.GetType(), typeof(T)]);
            if (method is not null) state = (T)method.Invoke(null, state is null ? [e] : [e, state])!;
        }
        return state;
    }
}
