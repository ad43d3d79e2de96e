using System.Data.Common;
using ElJournal.Accounting.Closing;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using NpgsqlTypes;
using Weasel.Postgresql;
using Weasel.Storage;
using Wolverine.Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>
/// Разрешения at the entry: what is open in a place, whether an entry needs it, and the mark that an entry made by it carries. Grades of
/// periods and substitutions are judged here as lessons are.
/// </summary>
public static class Permits
{
    /// <summary>Asks together with other things what has been requested and not yet done in a place (<see cref="CorrectionTarget.Place"/>).</summary>
    public static Task<IReadOnlyList<Correction>> On(string place, IBatchedQuery batch) => batch.AddItem(new Question(batch.Parent.TenantId, place));

    /// <summary>
    /// Whether an entry gets in: with nothing while the teacher's own time runs, then by a permission of the one who writes, for this place,
    /// that has not ended.
    /// </summary>
    /// <param name="day">Day of the lesson, or the last day of the term.</param>
    public static (Correction? Permit, Outcome? Refusal) Judge(
        CorrectionRulesSet? rules, DateOnly day, bool closed, DateOnly today, IReadOnlyList<Correction> pending, string kind, PupilId? pupil, string author, DateTimeOffset now)
    {
        if (!Zones.IsLate(rules, day, closed, today)) return (null, null);
        var own = pending.Where(c => c.State is CorrectionState.Granted && c.By == author && c.Target.Kind == kind && c.Target.Pupil == pupil).ToList();
        if (own.Find(c => now < c.Ends) is { } open) return (open, null);
        return (null, own.Count > 0 ? Outcome.Refused(Refusals.PermitHasEnded, day, rules?.Act, rules?.PermitClause)
            : rules is null ? Outcome.Refused(Refusals.PageIsClosed, day)
            : closed ? Outcome.Refused(Refusals.ClosedNeedsPermit, day, rules.Act, rules.PermitClause)
            : Outcome.Refused(Refusals.WindowIsOver, day, rules.WindowDays, rules.Act, rules.PermitClause));
    }

    /// <summary>A request for a permission is the way on from this refusal.</summary>
    public static bool IsWayOn(Refusal refusal) =>
        refusal.Kind == Refusals.ClosedNeedsPermit || refusal.Kind == Refusals.WindowIsOver || refusal.Kind == Refusals.PermitHasEnded
        || refusal.Kind == Refusals.TransferNeedsPermit || refusal.Kind == Refusals.TermNeedsPermit || refusal.Kind == Refusals.PayMonthNeedsPermit;

    /// <summary>An event made by a permission: the handler returns <see cref="PermitUse"/> with it.</summary>
    /// <param name="entry">The entry's id, or the command's.</param>
    public static object Mark(Guid entry, object data, Correction? permit)
    {
        if (permit is null) return data;
        var e = data as IEvent ?? Caused.By(entry, data);
        e.SetHeader(PageLock.Permit, permit.Key.Value);
        return e;
    }

    /// <summary>All events of an entry.</summary>
    public static Events Marked(Guid entry, Correction? permit, IEnumerable<object> events) => [.. events.Select(data => Mark(entry, data, permit))];

    /// <summary>The same of a command that writes to several streams.</summary>
    public static Appends Marked(this Appends appends, Guid command, Correction? permit) => permit is null ? appends : appends.Each(data => Mark(command, data, permit));

    private sealed class Question(string school, string place) : IQueryHandler<IReadOnlyList<Correction>>
    {
        private static readonly string Sql =
            $"select d.data from {EventStore.Schema}.mt_doc_correction d where d.tenant_id = ? and d.data ->> 'pending' = ?";

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            string[] given = [school, place];
            foreach (var (parameter, value) in builder.AppendWithParameters(Sql).Zip(given)) (parameter.Value, parameter.NpgsqlDbType) = (value, NpgsqlDbType.Varchar);
        }

        public async Task<IReadOnlyList<Correction>> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
        {
            var found = new List<Correction>();
            while (await reader.ReadAsync(token)) found.Add(await session.Serializer.FromJsonAsync<Correction>(reader, 0, token));
            return found;
        }

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
    }
}
