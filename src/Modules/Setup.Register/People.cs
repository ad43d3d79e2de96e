namespace ElJournal.Setup.Register;

/// <summary>Обучающийся: the opening of the card and where the pupil is. Names are not here (152-ФЗ): they are read from openings.</summary>
public sealed record PupilCard(string Id, PupilId Pupil, Guid Card, ClassId? Class, DateOnly From, DateOnly? Departed)
{
    /// <summary>Решения о переводе, the last of each year.</summary>
    public IReadOnlyList<PromotionDecided> Promotions { get; init; } = [];

    /// <summary>Движение, oldest first.</summary>
    public IReadOnlyList<Movement> Movements { get; init; } = [];

    /// <summary>Индивидуальные планы, oldest first.</summary>
    public IReadOnlyList<PupilPlan> Plans { get; init; } = [];

    public PupilPlan? PlanOn(DateOnly day) => Plans.LastOrDefault(p => p.IsOn(day));

    public static PupilCard Create(PupilEnrolled e) => new(Streams.Pupil(e.Pupil), e.Pupil, e.Card.Opening, null, e.From, null);

    public static PupilCard Apply(PupilCardChanged e, PupilCard pupil) => pupil with { Card = e.Card.Opening };

    public static PupilCard Apply(PupilPlaced e, PupilCard pupil) => pupil with
    {
        Class = e.Class,
        From = e.From,
        Departed = null,
        Movements = [.. pupil.Movements, new Movement(
            e.Left is not null ? MovementKinds.Transferred : pupil.Movements.Count == 0 ? MovementKinds.Enrolled : MovementKinds.Returned, e.From, e.Class, e.Left, e.Order)],
    };

    public static PupilCard Apply(PupilDeparted e, PupilCard pupil) => pupil with
    {
        Departed = e.From,
        Movements = [.. pupil.Movements, new Movement(MovementKinds.Departed, e.From, null, e.Class, e.Order)],
    };

    public static PupilCard Apply(PupilDepartureExplained e, PupilCard pupil) => Last(pupil, m => m with { Reason = e.Reason, Where = e.Where?.Opening });

    public static PupilCard Apply(PupilRepeatsYear e, PupilCard pupil) => Last(pupil, m => m with { Kind = MovementKinds.Repeats });

    public static PupilCard Apply(IndividualPlanSet e, PupilCard pupil) =>
        pupil with { Plans = [.. pupil.Plans.Where(p => p.Group != e.Group), new PupilPlan(e.Group, e.Kind, e.From, e.To, e.Order)] };

    /// <summary>A plan that ends on its first day was none.</summary>
    public static PupilCard Apply(IndividualPlanEnded e, PupilCard pupil) => pupil with
    {
        Plans = [.. pupil.Plans.Select(p => p.Group == e.Group ? p with { To = e.From.AddDays(-1) } : p).Where(p => !(p.To < p.From))],
    };

    public static PupilCard Apply(PlacingAnnulled e, PupilCard pupil) =>
        pupil with { Class = e.Back, From = e.From, Departed = e.Departed, Movements = [.. pupil.Movements.SkipLast(1)] };

    public static PupilCard Apply(DepartureAnnulled e, PupilCard pupil) => pupil with { Departed = null, Movements = [.. pupil.Movements.SkipLast(1)] };

    public static bool ShouldDelete(EnrolmentAnnulled e) => true;

    public static PupilCard Apply(PromotionDecided e, PupilCard pupil) =>
        pupil with { Promotions = [.. pupil.Promotions.Where(p => p.Year != e.Year), e] };

    private static PupilCard Last(PupilCard pupil, Func<Movement, Movement> change) => pupil with
    {
        Movements = [.. pupil.Movements.SkipLast(1), .. pupil.Movements.TakeLast(1).Select(change)],
    };
}

/// <summary>Сотрудник.</summary>
public sealed record StaffCard(string Id, StaffId Staff, Guid Card, DateOnly From)
{
    /// <summary>The first day on which the person no longer works here; null while at work.</summary>
    public DateOnly? Dismissed { get; init; }

    /// <summary>Поручения заместителя: what is in charge, oldest first.</summary>
    public IReadOnlyList<Supervision> Supervisions { get; init; } = [];

    /// <summary>Должности, oldest first.</summary>
    public IReadOnlyList<Position> Positions { get; init; } = [];

    /// <summary>Отсутствия, by their first day.</summary>
    public IReadOnlyList<StaffAbsence> Absences { get; init; } = [];

    public bool IsAway(DateOnly day) => Absences.Any(a => a.From <= day && day <= a.To);

    public IEnumerable<Position> PositionsOn(DateOnly day) => Positions.Where(p => p.From <= day && !(day >= p.Until)).OrderBy(p => p.Second);

    public static StaffCard Apply(StaffCardChanged e, StaffCard staff) => staff with { Card = e.Card.Opening };

    public static StaffCard Apply(PositionAssigned e, StaffCard staff) =>
        staff with { Positions = [.. staff.Positions, new Position(e.Position, e.Second, e.From, null, e.Order)] };

    public static StaffCard Apply(PositionEnded e, StaffCard staff) => staff with
    {
        Positions = [.. staff.Positions.Select(p => p.Name == e.Position && p.Until is null ? p with { Until = e.From } : p)],
    };

    public static StaffCard Apply(StaffAbsenceRecorded e, StaffCard staff) => staff with
    {
        Absences = [.. staff.Absences.Where(a => a.From != e.From).Append(new StaffAbsence(e.From, e.To, e.Cause)).OrderBy(a => a.From)],
    };

    public static StaffCard Apply(StaffAbsenceCancelled e, StaffCard staff) => staff with { Absences = [.. staff.Absences.Where(a => a.From != e.From)] };

    public static StaffCard Create(StaffHired e) => new(Streams.Staff(e.Staff), e.Staff, e.Card.Opening, e.From);

    public static StaffCard Apply(StaffDismissed e, StaffCard staff) => staff with { Dismissed = e.From };

    public static bool ShouldDelete(EntryAnnulled e) => true;

    public static StaffCard Apply(SupervisionAssigned e, StaffCard staff) => staff with
    {
        // What comes next ends what was open, from its first day.
        Supervisions = [.. staff.Supervisions.Where(s => s.From < e.From).Select(s => s.To is null ? s with { To = e.From.AddDays(-1) } : s),
            new Supervision(e.Levels, e.Subjects, e.From, e.To)],
    };
}

/// <summary>Должность from a day until another (exclusive).</summary>
/// <param name="Second">Beside the main one.</param>
public sealed record Position(string Name, bool Second, DateOnly From, DateOnly? Until, string? Order);

/// <summary>Отсутствие, both days inclusive.</summary>
/// <param name="Cause">One of <see cref="AbsenceCauses"/>.</param>
public sealed record StaffAbsence(DateOnly From, DateOnly To, string Cause);

/// <summary>Параллели и предметы in a deputy's charge, both days inclusive; an empty list means all.</summary>
public sealed record Supervision(IReadOnlyList<int> Levels, IReadOnlyList<SubjectId> Subjects, DateOnly From, DateOnly? To)
{
    public bool Covers(int level, SubjectId subject) =>
        (Levels.Count == 0 || Levels.Contains(level)) && (Subjects.Count == 0 || Subjects.Contains(subject));
}

/// <summary>Родитель (законный представитель) and the pupils represented, each from a day until another (exclusive).</summary>
public sealed record GuardianCard(string Id, GuardianId Guardian, Guid Card, IReadOnlyList<Ward> Wards)
{
    public static GuardianCard Create(GuardianRegistered e) => new(Streams.Guardian(e.Guardian), e.Guardian, e.Card.Opening, []);

    public static GuardianCard Apply(GuardianCardChanged e, GuardianCard guardian) => guardian with { Card = e.Card.Opening };

    public static GuardianCard Apply(GuardianLinked e, GuardianCard guardian) =>
        guardian with { Wards = [.. guardian.Wards, new Ward(e.Pupil, e.Relation, e.From, null)] };

    public static GuardianCard Apply(GuardianUnlinked e, GuardianCard guardian) => guardian with
    {
        Wards = [.. guardian.Wards.Select(w => w.Pupil == e.Pupil && w.Until is null ? w with { Until = e.From } : w)],
    };

    public static GuardianCard Apply(GuardianLinkAnnulled e, GuardianCard guardian) =>
        guardian with { Wards = [.. guardian.Wards.Where(w => w.Pupil != e.Pupil || w.From != e.From)] };

    public static bool ShouldDelete(EntryAnnulled e) => true;

    public IEnumerable<Ward> On(DateOnly date) => Wards.Where(w => w.From <= date && !(date >= w.Until));
}

/// <summary>Подопечный.</summary>
public sealed record Ward(PupilId Pupil, string Relation, DateOnly From, DateOnly? Until);

/// <summary>Класс as it was formed: what its own stream says.</summary>
public sealed record ClassCard(string Id, ClassId Class, YearId Year, int Level, string Letter)
{
    public static ClassCard Create(ClassFormed e) => new(Streams.Class(e.Class), e.Class, e.Year, e.Level, e.Letter);

    public static bool ShouldDelete(ClassAnnulled e) => true;
}

/// <summary>Класс with its list through time: a pupil who left keeps the row.</summary>
public sealed record ClassRoster(string Id, YearId Year, int Level, string Letter, IReadOnlyList<Enrolment> Pupils)
{
    /// <summary>Классные руководители, oldest first.</summary>
    public IReadOnlyList<Assignment> Leads { get; init; } = [];

    public Assignment? LeadOn(DateOnly date) => Leads.LastOrDefault(t => t.From <= date && !(date > t.To));

    /// <summary>Режим работы, oldest first.</summary>
    public IReadOnlyList<RegimeSet> Regimes { get; init; } = [];

    public RegimeSet? RegimeOn(DateOnly date) => Regimes.LastOrDefault(r => r.From <= date);

    /// <summary>7 «Б»; a level with one class only has no letter.</summary>
    public string Name => Letter.Length > 0 ? $"{Level} «{Letter}»" : $"{Level}";

    public Enrolment? On(PupilId pupil, DateOnly date) => Pupils.FirstOrDefault(p => p.Pupil == pupil && p.From <= date && !(date >= p.Left));

    /// <summary>Who is in the class on a day, each once; nobody any more when its year is over.</summary>
    public IEnumerable<PupilId> PupilsOn(DateOnly date, SchoolYears years) =>
        Pupils.Where(p => years.IsOn(date, Year, p.From, p.Left?.AddDays(-1))).Select(p => p.Pupil).Distinct();
}

/// <summary>A pupil's time in a class: from a day, until the day of leaving (exclusive).</summary>
public sealed record Enrolment(PupilId Pupil, DateOnly From, DateOnly? Left, string? Order);
