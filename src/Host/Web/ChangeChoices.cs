using ElJournal.Access;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Host.Web;

/// <summary>What the filter of changes offers, and how typed names become ids.</summary>
public sealed class ChangeChoices(IDocumentStore store, ChangeRegister register, PupilSearch pupils, PeopleNames people)
{
    public async Task<FilterChoices> Of(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var classes = await session.Query<ClassRoster>().ToListAsync(cancel);
        var subjects = await session.Query<SubjectCard>().ToListAsync(cancel);
        return new FilterChoices(
            [.. (await people.Of(reader.School, await register.Authors(reader.School, cancel), cancel)).Select(p => new Choice(p.Key.Value, p.Value)).OrderBy(c => c.Name, StringComparer.CurrentCulture)],
            [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => new Choice(c.Id, c.Name))],
            [.. subjects.Select(s => new Choice(s.Subject.Value, s.Name)).OrderBy(c => c.Name, StringComparer.CurrentCulture)]);
    }

    /// <summary>Pupils whose names hold the typed part, ё = е.</summary>
    public async Task<IReadOnlyList<PupilId>> Pupils(Actor reader, string typed, CancellationToken cancel) =>
        [.. (await pupils.Find(reader.School, typed, cancel)).Select(p => p.Pupil)];

    /// <summary>The name of the one chosen pupil, for the field; of several none.</summary>
    public async Task<string?> NameOf(Actor reader, IReadOnlyCollection<PupilId>? chosen, CancellationToken cancel) =>
        chosen is { Count: 1 } ? await pupils.NameOf(reader.School, chosen.First(), cancel) : null;
}
