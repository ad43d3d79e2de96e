using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Учебная группа сформирована (D-10.3, Z-5.7).</summary>
/// <param name="Kind">One of <see cref="GroupKinds"/>.</param>
/// <param name="Name">«Группа 1»; never a pupil's name.</param>
/// <param name="Level">Year level 1–11; for several classes the lowest.</param>
/// <param name="Classes">From which it draws its pupils.</param>
/// <param name="Subject">What the class is split for; null where the group has several.</param>
[Recorded("setup.group_formed.v1")]
public sealed record GroupFormed(
    GroupId Group, YearId Year, string Kind, string Name, int Level, IReadOnlyList<ClassId> Classes, SubjectId? Subject);

/// <summary>Обучающийся прикреплён к группе from this day.</summary>
[Recorded("setup.pupil_joined_group.v1")]
public sealed record PupilJoinedGroup(GroupId Group, PupilId Pupil, DateOnly From);

/// <summary>Обучающийся откреплён от группы: from this day no longer in it.</summary>
[Recorded("setup.pupil_left_group.v1")]
public sealed record PupilLeftGroup(GroupId Group, PupilId Pupil, DateOnly From);

/// <summary>Группа переименована: so it is called from now on, also on the pages of days before.</summary>
/// <param name="Name">«Начинающие»; never a pupil's name.</param>
[Recorded("setup.group_renamed.v1")]
public sealed record GroupRenamed(GroupId Group, string Name);

/// <summary>Группа расформирована: from this day nobody is in it.</summary>
[Recorded("setup.group_closed.v1")]
public sealed record GroupClosed(GroupId Group, DateOnly From);

/// <summary>Виды учебных групп.</summary>
public static class GroupKinds
{
    /// <summary>Подгруппа: part of one class in one subject.</summary>
    public const string Subgroup = "subgroup";

    /// <summary>Межклассная группа.</summary>
    public const string Interclass = "interclass";

    /// <summary>ИУП или обучение на дому: one pupil with own hours and timetable.</summary>
    public const string Individual = "individual";

    /// <summary>Группа внеурочной деятельности.</summary>
    public const string Extracurricular = Layers.Extracurricular;

    /// <summary>Группа дополнительного образования.</summary>
    public const string Additional = Layers.Additional;

    public static readonly IReadOnlyList<string> All = [Subgroup, Interclass, Individual, Extracurricular, Additional];
}
