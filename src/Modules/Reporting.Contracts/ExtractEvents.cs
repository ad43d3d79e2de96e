using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting;

/// <summary>Выписка из журнала выдана (D-19.4, Z-14.4): the extract of one pupil for a period, on paper.</summary>
/// <param name="Number">From 1, in the order of issue in the class.</param>
/// <param name="Term">A term, or a page of the year for the whole of it.</param>
/// <param name="Sha256">Of what the extract says, lower-case hex: whether it still says the same can be told later.</param>
/// <param name="On">The school's day.</param>
[Recorded("reporting.extract_issued.v1")]
public sealed record ExtractIssued(ClassId Class, int Number, PupilId Pupil, TermId Term, string Sha256, DateOnly On);

/// <summary>Выписка получена: the stub came back signed.</summary>
/// <param name="Guardian">Whose signature it bears; null: the pupil's own, who is of age.</param>
/// <param name="On">Day of the signature.</param>
[Recorded("reporting.extract_received.v1")]
public sealed record ExtractReceived(ClassId Class, int Number, GuardianId? Guardian, DateOnly On);
