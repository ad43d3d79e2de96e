using JasperFx.Events;
using Marten;
using Npgsql;

namespace ElJournal.Accounting.Register;

/// <summary>Folds the grades of terms and of the year, set-wise: each place (course, term, pupil) is a row that holds from one moment to another.</summary>
internal static class TermGradeFolding
{
    public static bool IsOf(object e) => e is TermGradeSet or TermGradeCorrected or TermGradeBrought or TermGradeRetaken;

    public static async Task Fold(IDocumentOperations operations, string school, IReadOnlyList<IEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0) return;
        var changes = events.OrderBy(e => e.Sequence).Select(e => (Place: PlaceOf(e.Data), Grade: GradeOf(e.Data), At: e.Timestamp.ToUniversalTime())).ToList();
        var stored = await Stored(operations, school, [.. changes.Select(c => c.Place).Distinct()], cancel);
        var folded = changes.GroupBy(c => c.Place).Select(place => (Place: place.Key, Versions: Versions(stored.GetValueOrDefault(place.Key) ?? [], [.. place.Select(c => (c.Grade, c.At))]))).ToList();
        Write(operations, school, folded);
    }

    /// <summary>All versions of a place: those stored and what is said now. Who began to write earlier may have been the later one to be recorded: time never runs back.</summary>
    internal static List<(TermGradeFact? Grade, DateTimeOffset Since)> Versions(
        IReadOnlyList<(TermGradeFact? Grade, DateTimeOffset Since)> stored, IReadOnlyList<(TermGradeFact? Grade, DateTimeOffset At)> said)
    {
        var versions = stored.ToList();
        foreach (var (grade, at) in said)
        {
            var since = versions.Count > 0 && versions[^1].Since > at ? versions[^1].Since : at;
            // Of what one transaction said of a place the last word holds.
            if (versions.Count > 0 && versions[^1].Grade == grade) continue;
            FoldedLesson.Put(versions, grade, since);
        }
        return versions;
    }

    private static (string Course, string Term, string Pupil) PlaceOf(object e) => e switch
    {
        TermGradeSet d => (d.Course.Value, d.Term.Value, d.Pupil.Value),
        TermGradeCorrected d => (d.Course.Value, d.Term.Value, d.Pupil.Value),
        TermGradeBrought d => (d.Course.Value, d.Term.Value, d.Pupil.Value),
        TermGradeRetaken d => (d.Course.Value, d.Term.Value, d.Pupil.Value),
        _ => throw new InvalidOperationException(e.GetType().Name),
    };

    private static TermGradeFact? GradeOf(object e) => e switch
    {
        TermGradeSet d => new TermGradeFact(d.Grade, d.Proposed, null),
        TermGradeCorrected { Grade: { } grade } d => new TermGradeFact(grade, d.Proposed, null),
        TermGradeBrought d => new TermGradeFact(d.Grade, null, d.Source),
        TermGradeRetaken d => new TermGradeFact(d.Grade, null, null),
        _ => null,
    };

    private static async Task<Dictionary<(string, string, string), List<(TermGradeFact? Grade, DateTimeOffset Since)>>> Stored(
        IQuerySession session, string school, List<(string Course, string Term, string Pupil)> places, CancellationToken cancel)
    {
        var found = new Dictionary<(string, string, string), List<(TermGradeFact?, DateTimeOffset)>>();
        await using var ask = FactReading.Ask(
            """
            select g.course, g.term, g.pupil, g.grade, g.proposed, g.source, g.since, g.until from facts.term_grade g
            join unnest($2::text[], $3::text[], $4::text[]) as asked (course, term, pupil) on g.course = asked.course and g.term = asked.term and g.pupil = asked.pupil
            where g.tenant_id = $1 order by g.since
            """,
            school, places.Select(p => p.Course).ToArray(), places.Select(p => p.Term).ToArray(), places.Select(p => p.Pupil).ToArray());
        await using var reader = (NpgsqlDataReader)await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel))
        {
            var place = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            if (!found.TryGetValue(place, out var versions)) found[place] = versions = [];
            var since = reader.GetFieldValue<DateTimeOffset>(6);
            // Where one row has ended and the next begins later, nothing stood in between.
            if (versions.Count > 0 && versions[^1] is (null, var gap) && gap == since) versions.RemoveAt(versions.Count - 1);
            versions.Add((new TermGradeFact(reader.GetString(3), FactReading.Text(reader, 4), FactReading.Text(reader, 5)), since));
            if (!await reader.IsDBNullAsync(7, cancel)) versions.Add((null, reader.GetFieldValue<DateTimeOffset>(7)));
        }
        return found;
    }

    private static void Write(
        IDocumentOperations operations, string school, List<((string Course, string Term, string Pupil) Place, List<(TermGradeFact? Grade, DateTimeOffset Since)> Versions)> folded)
    {
        operations.QueueSqlCommand(
            """
            delete from facts.term_grade g using unnest(?::text[], ?::text[], ?::text[]) as changed (course, term, pupil)
            where g.tenant_id = ? and g.course = changed.course and g.term = changed.term and g.pupil = changed.pupil
            """,
            folded.Select(f => f.Place.Course).ToArray(), folded.Select(f => f.Place.Term).ToArray(), folded.Select(f => f.Place.Pupil).ToArray(), school);
        var rows = folded.SelectMany(f => f.Versions.Zip(FactWriting.Ends(f.Versions), (v, until) => (f.Place, v.Grade, v.Since, Until: until))).Where(r => r.Grade is not null).ToList();
        operations.QueueSqlCommand(
            """
            insert into facts.term_grade (tenant_id, course, term, pupil, grade, proposed, source, since, until)
            select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
            """,
            school, rows.Select(r => r.Place.Course).ToArray(), rows.Select(r => r.Place.Term).ToArray(), rows.Select(r => r.Place.Pupil).ToArray(),
            rows.Select(r => r.Grade!.Grade).ToArray(), rows.Select(r => r.Grade!.Proposed).ToArray(), rows.Select(r => r.Grade!.Source).ToArray(),
            rows.Select(r => r.Since).ToArray(), rows.Select(r => r.Until).ToArray());
    }
}

/// <summary>Отметка за период that stands.</summary>
/// <param name="Proposed">What the school's rules proposed; null: nothing.</param>
/// <param name="Source">One of <see cref="BroughtFrom"/>; null: given here.</param>
public sealed record TermGradeFact(string Grade, string? Proposed, string? Source);
