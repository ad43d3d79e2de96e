using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Школа заведена. <paramref name="TimeZone"/> is an IANA name; a school's "today" is counted in it.</summary>
[Recorded("setup.school_founded.v1")]
public sealed record SchoolFounded(SchoolId School, string Name, string TimeZone);

/// <summary>Карточка школы изменена: name and clock as they are from now on.</summary>
[Recorded("setup.school_card_changed.v1")]
public sealed record SchoolCardChanged(SchoolId School, string Name, string TimeZone);

/// <summary>Учебный год открыт (D-10.1): its first and last day.</summary>
[Recorded("setup.school_year_opened.v1")]
public sealed record SchoolYearOpened(YearId Year, DateOnly From, DateOnly To);

/// <summary>Учебные периоды заданы (D-10.1, Z-5.1): the whole set at once, in order, without overlaps.</summary>
[Recorded("setup.terms_set.v1")]
public sealed record TermsSet(YearId Year, IReadOnlyList<Term> Terms);

/// <summary>Учебный период. <paramref name="Kind"/>: <c>quarter</c>, <c>trimester</c>, <c>half_year</c> or <c>module</c>; <paramref name="Ordinal"/> from 1; both dates inclusive.</summary>
public sealed record Term(TermId Id, string Kind, int Ordinal, DateOnly From, DateOnly To);

/// <summary>Расписание звонков задано (D-10.8): lesson numbers with their times, local.</summary>
[Recorded("setup.bells_set.v1")]
public sealed record BellsSet(YearId Year, IReadOnlyList<Bell> Bells);

/// <summary>One line of the bell schedule; times as <c>HH:mm</c>.</summary>
public sealed record Bell(int Slot, string Starts, string Ends);

/// <summary>Предмет внесён в перечень (D-10.5).</summary>
[Recorded("setup.subject_added.v1")]
public sealed record SubjectAdded(SubjectId Subject, string Name);

/// <summary>Класс сформирован (D-10.3): year level 1–11 and letter.</summary>
[Recorded("setup.class_formed.v1")]
public sealed record ClassFormed(ClassId Class, YearId Year, int Level, string Letter);

/// <summary>Регламент ведения журнала (D-4, D-13): the dated rules of entry, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Grades">Symbols a teacher may enter, with their value in hundredths for the average; null where the symbol is not counted.</param>
/// <param name="Attendance">Codes of attendance.</param>
/// <param name="Reasons">Reasons of a correction to choose from.</param>
/// <param name="FreeMinutes">How long after an entry its author may change it without a reason.</param>
/// <param name="WorkTypes">Kinds of work and their weights in hundredths.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("setup.journal_rules_set.v1")]
public sealed record JournalRulesSet(
    DateOnly From,
    IReadOnlyList<GradeSymbol> Grades,
    IReadOnlyList<AttendanceCode> Attendance,
    IReadOnlyList<CorrectionReason> Reasons,
    int FreeMinutes,
    IReadOnlyList<WorkType> WorkTypes,
    string Act) : IRuleSet;

/// <summary>Отметка шкалы: what may stand in a cell.</summary>
public sealed record GradeSymbol(string Symbol, int? Hundredths);

/// <summary>Код посещаемости: letter as typed, its name, whether the lesson counts as missed and whether excused.</summary>
public sealed record AttendanceCode(string Letter, string Name, bool Missed, bool Excused);

/// <summary>Причина исправления: stable code and the words a teacher sees.</summary>
public sealed record CorrectionReason(string Code, string Name);

/// <summary>Вид работы: code, short letter over the column, name, weight in hundredths.</summary>
public sealed record WorkType(string Code, string Letter, string Name, int Weight);
