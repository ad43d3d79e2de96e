using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Кабинет внесён в реестр (Z-5.4), or what is said of it now: the whole of it.</summary>
/// <param name="Number">As timetables name it: «21», «спортзал».</param>
/// <param name="Kind">One of <see cref="RoomKinds"/>.</param>
/// <param name="Seats">Рабочие места; 0 where nobody counts them.</param>
[Recorded("setup.room_listed.v1")]
public sealed record RoomListed(RoomId Room, string Number, string? Name, string Kind, int Seats);

/// <summary>Кабинет выведен из реестра: from this day nothing is taught in it.</summary>
[Recorded("setup.room_closed.v1")]
public sealed record RoomClosed(RoomId Room, DateOnly From);

/// <summary>Ответственное лицо назначено (D-1), both days inclusive.</summary>
/// <param name="Area">One of <see cref="DutyAreas"/>.</param>
/// <param name="Levels">Year levels 1–11; empty means the whole school.</param>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.duty_assigned.v1")]
public sealed record DutyAssigned(
    DutyId Duty, string Area, StaffId Staff, IReadOnlyList<int> Levels, DateOnly From, DateOnly? To, string Order);

/// <summary>Ответственное лицо освобождено: from this day.</summary>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.duty_ended.v1")]
public sealed record DutyEnded(DutyId Duty, DateOnly From, string? Order);

/// <summary>Локальный акт утверждён (D-4, Z-2): one version, in force from this day until the next.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Protocol">Протокол педсовета, приказ: number and date.</param>
/// <param name="Clauses">The text, clause by clause.</param>
[Recorded("setup.local_act_adopted.v1")]
public sealed record LocalActAdopted(ActId Act, int Version, string Title, DateOnly From, string Protocol, IReadOnlyList<ActClause> Clauses);

/// <summary>Пункт локального акта: «4.2» and its words.</summary>
public sealed record ActClause(string Number, string Text);

/// <summary>Сотрудник ознакомлен с локальным актом (D-4).</summary>
/// <param name="On">Day of the signature.</param>
/// <param name="Paper">Signed on paper and recorded by another; otherwise on the person's own page.</param>
[Recorded("setup.local_act_acknowledged.v1")]
public sealed record LocalActAcknowledged(ActId Act, int Version, StaffId Staff, DateOnly On, bool Paper);

/// <summary>Договор с разработчиком заключён (D-21), both days of its term inclusive.</summary>
[Recorded("setup.contract_concluded.v1")]
public sealed record ContractConcluded(ContractId Contract, string Partner, string Number, DateOnly Signed, DateOnly From, DateOnly To);

/// <summary>Решение об отказе от бумажного журнала принято (D-3) with the three conditions as they stood.</summary>
/// <param name="From">First day without paper.</param>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.paperless_decided.v1")]
public sealed record PaperlessDecided(DateOnly From, string Order, IReadOnlyList<PaperlessCondition> Conditions);

/// <summary>Условие отказа от бумаги: its code, whether it was met, by what evidence.</summary>
/// <param name="Code"><c>full</c>, <c>backup</c> or <c>control</c>.</param>
public sealed record PaperlessCondition(string Code, bool Met, string Evidence);

/// <summary>Виды кабинетов.</summary>
public static class RoomKinds
{
    /// <summary>Учебный кабинет.</summary>
    public const string Classroom = "classroom";

    /// <summary>Лаборатория, кабинет с оборудованием.</summary>
    public const string Laboratory = "laboratory";

    /// <summary>Компьютерный класс.</summary>
    public const string Computers = "computers";

    /// <summary>Спортивный зал.</summary>
    public const string Gym = "gym";

    /// <summary>Мастерская.</summary>
    public const string Workshop = "workshop";

    /// <summary>Иное помещение.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Classroom, Laboratory, Computers, Gym, Workshop, Other];
}

/// <summary>За что отвечают: areas in which the regulation wants somebody responsible.</summary>
public static class DutyAreas
{
    /// <summary>Ведение электронного журнала.</summary>
    public const string Journal = "journal";

    /// <summary>Администрирование.</summary>
    public const string Administration = "administration";

    /// <summary>Контингент: зачисление, движение.</summary>
    public const string Contingent = "contingent";

    /// <summary>Расписание и замены.</summary>
    public const string Timetable = "timetable";

    /// <summary>Контроль ведения журнала.</summary>
    public const string Control = "control";

    /// <summary>Персональные данные и согласия.</summary>
    public const string PersonalData = "personal_data";

    /// <summary>Резервное копирование и хранение.</summary>
    public const string Backup = "backup";

    /// <summary>Обучение пользователей.</summary>
    public const string Training = "training";

    public static readonly IReadOnlyList<string> All = [Journal, Administration, Contingent, Timetable, Control, PersonalData, Backup, Training];
}
