using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Access;

/// <summary>
/// Положение об обработке персональных данных (D-8, Z-3, 152-ФЗ): which consents the school asks for and on what bases it erases,
/// in force from <paramref name="From"/> until the next version.
/// </summary>
/// <param name="Act">Локальный акт: the clause the kinds and bases stand on.</param>
[Recorded("access.personal_data_rules_set.v1")]
public sealed record PersonalDataRulesSet(DateOnly From, IReadOnlyList<ConsentKind> Consents, IReadOnlyList<ErasureBasis> Bases, string Act) : IRuleSet;

/// <summary>Вид согласия. <paramref name="PaperWhenRefused"/>: a family that refuses is informed by extracts on paper; the pupil stays in the journal.</summary>
public sealed record ConsentKind(string Code, string Name, bool PaperWhenRefused);

/// <summary>Основание удаления персональных данных: code and the words of the act.</summary>
public sealed record ErasureBasis(string Code, string Name);

/// <summary>Согласие дано (D-8, Z-3).</summary>
/// <param name="Kind">Code of the kind, from the school's rules.</param>
/// <param name="On">The date on the paper.</param>
/// <param name="Form"><c>paper</c> or <c>electronic</c>.</param>
/// <param name="By"><c>guardian</c>, or <c>pupil</c> who is of age.</param>
/// <param name="Guardian">Which guardian; null when the pupil or somebody outside the register gave it.</param>
/// <param name="Giver">Who signed, as the paper says, when the register does not have them.</param>
[Recorded("access.consent_given.v1")]
public sealed record ConsentGiven(
    PupilId Pupil, string Kind, DateOnly On, string Form, string By, GuardianId? Guardian, PersonalText? Giver, PersonalText? Note, ConsentScan? Scan);

/// <summary>В согласии отказано (Z-3). The fields are those of <see cref="ConsentGiven"/>.</summary>
[Recorded("access.consent_refused.v1")]
public sealed record ConsentRefused(
    PupilId Pupil, string Kind, DateOnly On, string Form, string By, GuardianId? Guardian, PersonalText? Giver, PersonalText? Note, ConsentScan? Scan);

/// <summary>Согласие отозвано (152-ФЗ, ст. 9 ч. 2). The fields are those of <see cref="ConsentGiven"/>.</summary>
[Recorded("access.consent_withdrawn.v1")]
public sealed record ConsentWithdrawn(
    PupilId Pupil, string Kind, DateOnly On, string Form, string By, GuardianId? Guardian, PersonalText? Giver, PersonalText? Note, ConsentScan? Scan);

/// <summary>Скан документа: the file lies among the openings and can be erased. <paramref name="Type"/> is a media type.</summary>
public sealed record ConsentScan(Guid Id, string Sha256, string Type, int Length);

/// <summary>Семья получает выписки на бумаге: from this day, for the electronic way was refused (Z-3). The pupil stays in the journal.</summary>
[Recorded("access.paper_extracts_begun.v1")]
public sealed record PaperExtractsBegun(PupilId Pupil, DateOnly From);

/// <summary>Бумажные выписки больше не нужны: from this day.</summary>
[Recorded("access.paper_extracts_ended.v1")]
public sealed record PaperExtractsEnded(PupilId Pupil, DateOnly From);

/// <summary>Персональные данные удалены (152-ФЗ, ст. 21): the act is signed by the sealed log; the words themselves are gone.</summary>
/// <param name="Openings">Ids of the openings and scans that were deleted.</param>
/// <param name="Basis">Code of the basis, from the school's rules.</param>
/// <param name="Document">Number and date of the order or demand.</param>
[Recorded("access.personal_data_erased.v1")]
public sealed record PersonalDataErased(
    PupilId? Pupil, GuardianId? Guardian, StaffId? Staff, IReadOnlyList<Guid> Openings, string Basis, string Document, PersonalText? Note);

/// <summary>Журнал чтений опечатан: how many entries its chain had when the day was over, and the hash of the last of them.</summary>
/// <param name="Day">The day that was over, by UTC.</param>
/// <param name="Head">Lower-case hex of SHA-256.</param>
[Recorded("access.reads_sealed.v1")]
public sealed record ReadsSealed(DateOnly Day, long Count, string Head);
