using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Родитель (законный представитель) внесён в реестр. The card is personal: a JSON of <see cref="PersonCard"/> behind a commitment.</summary>
[Recorded("setup.guardian_registered.v1")]
public sealed record GuardianRegistered(GuardianId Guardian, PersonalText Card);

/// <summary>Данные родителя уточнены: the whole card as it is now; the earlier one stays in the history until it is erased.</summary>
[Recorded("setup.guardian_card_changed.v1")]
public sealed record GuardianCardChanged(GuardianId Guardian, PersonalText Card);

/// <summary>Родитель представляет обучающегося with the day from which: each parent apart, so that separated parents never see each other.</summary>
/// <param name="Relation"><c>mother</c>, <c>father</c> or <c>guardian</c> (опекун, попечитель, приёмный родитель).</param>
[Recorded("setup.guardian_linked.v1")]
public sealed record GuardianLinked(GuardianId Guardian, PupilId Pupil, string Relation, DateOnly From);

/// <summary>Родитель больше не представляет обучающегося: from this day.</summary>
[Recorded("setup.guardian_unlinked.v1")]
public sealed record GuardianUnlinked(GuardianId Guardian, PupilId Pupil, DateOnly From);
