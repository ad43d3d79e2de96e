using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Загрузка выполнена: a file's rows became entries of the register, all in one transaction; their events carry the same cause.</summary>
/// <param name="Kind">What the file was a list of: <c>pupils</c>, <c>staff</c> …</param>
/// <param name="File">SHA-256 of the file, lower-case hex; what it was called is not kept.</param>
/// <param name="Rows">Rows below the heading that said something.</param>
/// <param name="Created">Rows that brought something new.</param>
/// <param name="Changed">Rows that changed what was there.</param>
/// <param name="Unchanged">Rows that said what the register said already.</param>
/// <param name="Left">Rows that were not taken: faulty, or left out by the person.</param>
/// <param name="Events">How many events the load recorded, this one not counted.</param>
[Recorded("setup.import_applied.v1")]
public sealed record ImportApplied(ImportId Import, string Kind, string File, int Rows, int Created, int Changed, int Unchanged, int Left, int Events);

/// <summary>Загрузка отменена: what it had recorded is annulled by further events, which carry the cause of this one.</summary>
/// <param name="Events">How many events annul it, this one not counted.</param>
[Recorded("setup.import_undone.v1")]
public sealed record ImportUndone(ImportId Import, int Events);

/// <summary>Запись реестра аннулирована: it was made by mistake, and nothing has been built on it.</summary>
/// <param name="Entry">Key of the stream: a member of the staff, a guardian, a subject, a course, a group, a plan, a timetable.</param>
[Recorded("setup.entry_annulled.v1")]
public sealed record EntryAnnulled(string Entry);

/// <summary>Формирование класса аннулировано: it was made by mistake, and nobody has been in it.</summary>
[Recorded("setup.class_annulled.v1")]
public sealed record ClassAnnulled(ClassId Class);

/// <summary>Зачисление аннулировано: it was recorded by mistake, and the journal holds nothing of the pupil.</summary>
[Recorded("setup.enrolment_annulled.v1")]
public sealed record EnrolmentAnnulled(PupilId Pupil, ClassId Class);

/// <summary>Перевод аннулирован: the pupil is again where he was.</summary>
/// <param name="Class">The class to which the pupil had gone by mistake.</param>
/// <param name="Back">Where the pupil stands again; null for one who had been in no class.</param>
/// <param name="From">The day since which the pupil stands there.</param>
/// <param name="Departed">The day since which the pupil is no longer at the school; null for one who is.</param>
[Recorded("setup.placing_annulled.v1")]
public sealed record PlacingAnnulled(PupilId Pupil, ClassId Class, ClassId? Back, DateOnly From, DateOnly? Departed);

/// <summary>Выбытие аннулировано: it was recorded by mistake, and the pupil has never left the class.</summary>
[Recorded("setup.departure_annulled.v1")]
public sealed record DepartureAnnulled(PupilId Pupil, ClassId Class);

/// <summary>Связь родителя с обучающимся аннулирована: it was recorded by mistake.</summary>
[Recorded("setup.guardian_link_annulled.v1")]
public sealed record GuardianLinkAnnulled(GuardianId Guardian, PupilId Pupil, DateOnly From);

/// <summary>Назначение классного руководителя аннулировано: those who led the class before lead it as before.</summary>
/// <param name="Leads">The whole list as it is again, oldest first.</param>
[Recorded("setup.class_teacher_annulled.v1")]
public sealed record ClassTeacherAnnulled(ClassId Class, IReadOnlyList<Duty> Leads);

/// <summary>Назначение учителя аннулировано: those who taught the course before teach it as before.</summary>
/// <param name="Teachers">The whole list as it is again, oldest first.</param>
[Recorded("setup.teacher_annulled.v1")]
public sealed record TeacherAnnulled(CourseId Course, IReadOnlyList<Duty> Teachers);

/// <summary>Время одного человека в должности or at a course, both days inclusive.</summary>
/// <param name="Second">Beside the one who signs.</param>
public sealed record Duty(StaffId Staff, DateOnly From, DateOnly? To, bool Second);

/// <summary>Изменение состава группы аннулировано: its list is as before.</summary>
/// <param name="Pupils">The whole list as it is again, in its order.</param>
[Recorded("setup.group_members_annulled.v1")]
public sealed record GroupMembersAnnulled(GroupId Group, IReadOnlyList<Membership> Pupils);

/// <summary>Время обучающегося в группе: from a day until the day of leaving (exclusive); null for one who is in it.</summary>
public sealed record Membership(PupilId Pupil, DateOnly From, DateOnly? Left);

/// <summary>Версия учебного плана аннулирована: that of this day, as if it had never been set.</summary>
[Recorded("setup.curriculum_annulled.v1")]
public sealed record CurriculumAnnulled(YearId Year, int Level, string? Profile, DateOnly From);

/// <summary>Версия расписания аннулирована: that of this day, as if it had never been set.</summary>
[Recorded("setup.timetable_annulled.v1")]
public sealed record TimetableAnnulled(string Unit, DateOnly From);
