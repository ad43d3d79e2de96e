using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace ElJournal.Setup.Register;

/// <summary>Gathers a class's list from the streams of its pupils.</summary>
public sealed partial class ClassRosterProjection : MultiStreamProjection<ClassRoster, string>
{
    public ClassRosterProjection()
    {
        Identity<ClassFormed>(e => e.Class.Value);
        Identities<PupilPlaced>(e => e.Left is { } left ? [e.Class.Value, left.Value] : [e.Class.Value]);
        Identity<PupilDeparted>(e => e.Class.Value);
        Identity<ClassTeacherAppointed>(e => e.Class.Value);
        Identity<RegimeSet>(e => e.Class.Value);
        Identity<EnrolmentAnnulled>(e => e.Class.Value);
        Identities<PlacingAnnulled>(e => e.Back is { } back ? [e.Class.Value, back.Value] : [e.Class.Value]);
        Identity<DepartureAnnulled>(e => e.Class.Value);
        Identity<ClassTeacherAnnulled>(e => e.Class.Value);
        // Within one transaction events come in the order in which their types stand here: a class is formed first and ends last.
        Identity<ClassAnnulled>(e => e.Class.Value);
    }

    /// <summary>
    /// A roster grows by events of many streams, whose versions guard nobody from anybody: of two who enrol into one class at once the second would
    /// write a list without the first. So whoever changes rosters of a school waits for whoever does, before the list is read.
    /// </summary>
    protected override IInlineProjection<IDocumentOperations> buildForInline() => new OneAtATime(base.buildForInline(), [.. AllEventTypes]);

    private sealed class OneAtATime(IInlineProjection<IDocumentOperations> fold, HashSet<Type> known) : IInlineProjection<IDocumentOperations>
    {
        public async Task ApplyAsync(IDocumentOperations operations, IEnumerable<StreamAction> streams, CancellationToken cancellation)
        {
            var own = streams.Where(stream => stream.Events.Any(e => known.Contains(e.EventType))).ToList();
            if (own.Count == 0) return;
            var session = (IDocumentSession)operations;
            await session.BeginTransactionAsync(cancellation);
            await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('eljournal.rosters/' || $1, 0))");
            hold.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.TenantId });
            await session.ExecuteAsync(hold, cancellation);
            await fold.ApplyAsync(operations, own, cancellation);
        }
    }

    public static ClassRoster Create(ClassFormed e) => new(e.Class.Value, e.Year, e.Level, e.Letter, []);

    public static ClassRoster Apply(PupilPlaced e, ClassRoster roster) => roster.Id == e.Class.Value
        ? roster with { Pupils = [.. roster.Pupils, new Enrolment(e.Pupil, e.From, null, e.Order)] }
        : Leave(roster, e.Pupil, e.From, e.Order);

    public static ClassRoster Apply(PupilDeparted e, ClassRoster roster) => Leave(roster, e.Pupil, e.From, e.Order);

    public static ClassRoster Apply(ClassTeacherAppointed e, ClassRoster roster) => roster with
    {
        // Who comes next ends the open time of who was before, from the day of coming.
        Leads = [.. roster.Leads.Select(t => t.To is null && t.Teacher != e.Teacher ? t with { To = e.From.AddDays(-1) } : t)
            .Where(t => t.Teacher != e.Teacher || t.From != e.From), new Assignment(e.Teacher, e.From, e.To) { Order = e.Order }],
    };

    public static ClassRoster Apply(RegimeSet e, ClassRoster roster) =>
        roster with { Regimes = [.. roster.Regimes.Where(r => r.From != e.From).Append(e).OrderBy(r => r.From)] };

    public static bool ShouldDelete(ClassAnnulled e) => true;

    public static ClassRoster Apply(EnrolmentAnnulled e, ClassRoster roster) =>
        roster with { Pupils = [.. roster.Pupils.Where(p => p.Pupil != e.Pupil)] };

    public static ClassRoster Apply(PlacingAnnulled e, ClassRoster roster) => roster.Id != e.Class.Value
        ? e.Departed is null ? Stay(roster, e.Pupil) : roster
        : roster.Pupils.ToList().FindLastIndex(p => p.Pupil == e.Pupil) is >= 0 and var last
            ? roster with { Pupils = [.. roster.Pupils.Where((_, place) => place != last)] }
            : roster;

    public static ClassRoster Apply(DepartureAnnulled e, ClassRoster roster) => Stay(roster, e.Pupil);

    public static ClassRoster Apply(ClassTeacherAnnulled e, ClassRoster roster) =>
        roster with { Leads = [.. e.Leads.Select(d => new Assignment(d.Staff, d.From, d.To, d.Second))] };

    /// <summary>Whoever has left last has not left after all.</summary>
    private static ClassRoster Stay(ClassRoster roster, PupilId pupil)
    {
        var last = roster.Pupils.ToList().FindLastIndex(p => p.Pupil == pupil);
        return roster with { Pupils = [.. roster.Pupils.Select((p, place) => place == last ? p with { Left = null, Order = null } : p)] };
    }

    private static ClassRoster Leave(ClassRoster roster, PupilId pupil, DateOnly from, string? order) => roster with
    {
        Pupils = [.. roster.Pupils.Select(p => p.Pupil == pupil && p.Left is null ? p with { Left = from, Order = order } : p)],
    };
}
