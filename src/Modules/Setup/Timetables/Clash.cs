namespace ElJournal.Setup.Timetables;

/// <summary>Что не сходится в расписании (D-10.11, Z-5.4). The first ones cannot be; those from <see cref="HoursAreOver"/> on only warn.</summary>
public enum ClashKind
{
    /// <summary>Учитель занят.</summary>
    TeacherIsBusy,

    /// <summary>Кабинет занят.</summary>
    RoomIsBusy,

    /// <summary>Класс или группа заняты: a lesson of the whole class beside one of its group, or two of one class.</summary>
    ClassIsBusy,

    /// <summary>Обучающийся нужен в двух группах сразу.</summary>
    PupilIsInBoth,

    /// <summary>День вне режима класса: the sixth day of a five-day week.</summary>
    DayIsOff,

    /// <summary>На этот урок нет звонка.</summary>
    BellIsMissing,

    /// <summary>Курс закрыт.</summary>
    CourseIsClosed,

    /// <summary>Больше часов, чем у курса.</summary>
    HoursAreOver,

    /// <summary>Меньше часов, чем у курса.</summary>
    HoursAreUnder,

    /// <summary>Больше уроков в день, чем по норме.</summary>
    DayIsTooLong,

    /// <summary>Больше уроков в неделю, чем по норме.</summary>
    WeekIsTooLong,

    /// <summary>Окно у обучающихся.</summary>
    Window,

    /// <summary>Слишком много уроков одного предмета в день.</summary>
    SubjectIsTooOften,

    /// <summary>Учитель не назначен.</summary>
    TeacherIsMissing,
}

/// <summary>One thing that does not fit, where and why; its sentence is made by <see cref="ClashWords"/>.</summary>
/// <param name="Unit">The class or group it concerns.</param>
/// <param name="Weekday">0 where it concerns the whole week.</param>
/// <param name="Slot">0 where it concerns the whole day.</param>
/// <param name="Other">The lesson that stands in the way.</param>
/// <param name="Count">How many there are: lessons, hundredths of an hour, pupils.</param>
/// <param name="Limit">How many there may be.</param>
public sealed record Clash(
    ClashKind Kind, string Unit, int Weekday = 0, int Slot = 0, CourseId? Course = null, CourseId? Other = null, StaffId? Teacher = null, string? Room = null,
    int Count = 0, int Limit = 0)
{
    /// <summary>It cannot be so: nobody can be in two places, and nothing is taught without a bell.</summary>
    public bool Forbids => Kind < ClashKind.HoursAreOver;
}
