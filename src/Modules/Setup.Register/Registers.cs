using ElJournal.Kernel;

namespace ElJournal.Setup.Register;

/// <summary>Кабинет.</summary>
public sealed record RoomCard(string Id, RoomId Room, string Number, string? Name, string Kind, int Seats)
{
    /// <summary>From this day nothing is taught in it; null while it is in use.</summary>
    public DateOnly? Closed { get; init; }

    public static RoomCard Create(RoomListed e) => new(Streams.Room(e.Room), e.Room, e.Number, e.Name, e.Kind, e.Seats);

    public static RoomCard Apply(RoomListed e, RoomCard room) => room with { Number = e.Number, Name = e.Name, Kind = e.Kind, Seats = e.Seats, Closed = null };

    public static RoomCard Apply(RoomClosed e, RoomCard room) => room with { Closed = e.From };
}

/// <summary>Ответственное лицо: one area in one person's charge, both days inclusive.</summary>
public sealed record DutyCard(string Id, DutyId Duty, string Area, StaffId Staff, IReadOnlyList<int> Levels, DateOnly From, DateOnly? To, string Order)
{
    public static DutyCard Create(DutyAssigned e) => new(Streams.Duty(e.Duty), e.Duty, e.Area, e.Staff, e.Levels, e.From, e.To, e.Order);

    public static DutyCard Apply(DutyEnded e, DutyCard duty) => duty with { To = e.From.AddDays(-1) };

    public bool IsOn(DateOnly day) => From <= day && !(day > To);

    /// <summary>Answers for a year level.</summary>
    public bool Covers(int level) => Levels.Count == 0 || Levels.Contains(level);
}

/// <summary>Локальный акт: its versions, oldest first, and who of the staff has signed which.</summary>
public sealed record LocalActCard(string Id, ActId Act, IReadOnlyList<LocalActAdopted> Versions, IReadOnlyList<ActSignature> Signatures)
{
    public static LocalActCard Create(LocalActAdopted e) => new(Streams.Act(e.Act), e.Act, [e], []);

    public static LocalActCard Apply(LocalActAdopted e, LocalActCard act) => act with { Versions = [.. act.Versions, e] };

    public static LocalActCard Apply(LocalActAcknowledged e, LocalActCard act) =>
        act with { Signatures = [.. act.Signatures, new ActSignature(e.Version, e.Staff, e.On, e.Paper)] };

    /// <summary>The version that everybody is to know: the newest, also before its first day.</summary>
    public LocalActAdopted Newest => Versions[^1];

    /// <summary>In force on a day; null before the first.</summary>
    public LocalActAdopted? On(DateOnly day) => Versions.LastOrDefault(v => v.From <= day);

    public ActSignature? SignatureOf(StaffId staff, int version) => Signatures.FirstOrDefault(s => s.Staff == staff && s.Version == version);
}

/// <param name="Paper">Signed on paper and recorded by another.</param>
public sealed record ActSignature(int Version, StaffId Staff, DateOnly On, bool Paper);

/// <summary>Договор с разработчиком.</summary>
public sealed record ContractCard(string Id, ContractId Contract, string Partner, string Number, DateOnly Signed, DateOnly From, DateOnly To)
{
    public static ContractCard Create(ContractConcluded e) => new(Streams.Contract(e.Contract), e.Contract, e.Partner, e.Number, e.Signed, e.From, e.To);
}

/// <summary>Решения об отказе от бумажного журнала, oldest first.</summary>
public sealed record PaperlessDecisions(string Id, IReadOnlyList<PaperlessDecided> All)
{
    public static PaperlessDecisions Create(PaperlessDecided e) => new(Streams.Paperless, [e]);

    public static PaperlessDecisions Apply(PaperlessDecided e, PaperlessDecisions decisions) => decisions with { All = [.. decisions.All, e] };
}

/// <summary>Who of the staff stands behind an account; null for somebody who is none. The module that keeps accounts answers.</summary>
public delegate Task<StaffId?> StaffOfAccount(SchoolId school, AccountId account, CancellationToken cancel);

/// <summary>How many records of the school the signed log holds; null where nothing is sealed. The module that seals answers.</summary>
public delegate Task<long?> SealedRecords(SchoolId school, CancellationToken cancel);
