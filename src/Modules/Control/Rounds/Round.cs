using System.Text.Json.Serialization;
using JasperFx.Events;

namespace ElJournal.Control.Rounds;

/// <summary>Проверка журналов, folded from its stream.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="By">Account of the one who checks.</param>
public sealed record Round(
    string Id, RoundId Key, RoundScope Scope, IReadOnlyList<string> Checks, DateOnly From, DateOnly To, DateOnly On, IReadOnlyList<RoundFigure> Begun, string By)
{
    /// <summary>On which day of the school it was concluded; null while it goes on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Concluded { get; init; }

    /// <summary>Figures at its end.</summary>
    public IReadOnlyList<RoundFigure> Figures { get; init; } = [];

    /// <summary>Opening of the conclusion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Result { get; init; }

    [JsonIgnore]
    public bool IsOpen => Concluded is null;

    public static Round Create(IEvent<RoundBegun> e) => new(
        e.Data.Round.Stream, e.Data.Round, e.Data.Scope, e.Data.Checks, e.Data.From, e.Data.To, e.Data.On, e.Data.Figures, e.UserName ?? "");

    public static Round Apply(RoundConcluded e, Round round) => round with { Concluded = e.On, Figures = e.Figures, Result = e.Result.Opening };

    public static bool ShouldDelete(RoundCancelled e) => true;
}
