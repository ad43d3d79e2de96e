using ElJournal.Store;

namespace ElJournal.Setup.Imports;

/// <summary>Appends of loads and openings of years: the model follows from the key of the stream.</summary>
internal static class StepAppends
{
    /// <param name="version">How many events the stream had when the rules looked at it.</param>
    public static Appends To(this Appends all, string stream, long version, params IReadOnlyList<object> events) =>
        all.To(ImportSteps.TypeOf(stream), stream, version, events);
}
