using ElJournal.Access.Consents;
using ElJournal.Kernel;
using ElJournal.Reporting.Extracts;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Host.Printing;

/// <summary>Tells whose family gets extracts on paper, out of the register of consents.</summary>
public sealed class PaperFamilies(IDocumentStore store) : IPaperFamilies
{
    public async Task<IReadOnlySet<PupilId>> Among(SchoolId school, IReadOnlyCollection<PupilId> pupils, CancellationToken cancel)
    {
        if (pupils.Count == 0) return new HashSet<PupilId>();
        await using var session = store.QuerySession(school.Value);
        return (await session.LoadManyAsync<ConsentBook>(cancel, [.. pupils.Select(ConsentBook.Stream)])).Where(b => b.OnPaper).Select(b => b.Pupil).ToHashSet();
    }
}
