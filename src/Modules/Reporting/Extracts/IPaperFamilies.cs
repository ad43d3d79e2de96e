using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting.Extracts;

/// <summary>
/// Семьи с выписками на бумаге (D-19.4): who has refused the electronic way. Consents are kept by another module than reports may see, so the host answers.
/// </summary>
public interface IPaperFamilies
{
    /// <summary>Those of the pupils whose families get extracts on paper.</summary>
    Task<IReadOnlySet<PupilId>> Among(SchoolId school, IReadOnlyCollection<PupilId> pupils, CancellationToken cancel);
}
