namespace ElJournal.Setup.Register;

/// <summary>Решения педагогического совета по классу, oldest first.</summary>
public sealed record ClassCouncil(string Id, ClassId Class, IReadOnlyList<CouncilDecision> Decisions)
{
    public static ClassCouncil Create(CouncilDecided e) => Apply(e, new ClassCouncil(Streams.Council(e.Class), e.Class, []));

    public static ClassCouncil Apply(CouncilDecided e, ClassCouncil council) =>
        council with { Decisions = [.. council.Decisions, new CouncilDecision(e.Decision, e.Kind, e.Pupils, e.Protocol, e.Date)] };

    public static ClassCouncil Apply(CouncilDecisionRevoked e, ClassCouncil council) =>
        council with { Decisions = [.. council.Decisions.Select(d => d.Decision == e.Decision ? d with { Revoked = true } : d)] };

    /// <summary>What stands of a pupil.</summary>
    public IEnumerable<CouncilDecision> Of(PupilId pupil) => Decisions.Where(d => !d.Revoked && d.Pupils.Contains(pupil));

    /// <summary>Where the pupil goes by the council's decision; null: it has not decided.</summary>
    public CouncilDecision? WayOf(PupilId pupil) => Of(pupil).LastOrDefault(d => CouncilKinds.Ways.Contains(d.Kind));
}

/// <param name="Kind">One of <see cref="CouncilKinds"/>.</param>
public sealed record CouncilDecision(Guid Decision, string Kind, IReadOnlyList<PupilId> Pupils, string Protocol, DateOnly Date)
{
    public bool Revoked { get; init; }

    /// <summary>The same as the order of promotion names it (<see cref="PromotionDecisions"/>); null: a class is to be chosen by hand.</summary>
    public string? Promotion => PromotionDecisions.All.Contains(Kind) ? Kind : null;
}
