using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Refusals of rules about holding lessons.</summary>
public static partial class Refusals
{
    public static readonly RefusalKind LessonLifeLacksAct = Kind("lesson_life_lacks_act");
    public static readonly RefusalKind LessonLifeLacksReasons = Kind("lesson_life_lacks_reasons");
    public static readonly RefusalKind LessonLifeRepeats = Kind("lesson_life_repeats");
}
