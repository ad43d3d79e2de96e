namespace ElJournal.Setup;

/// <summary>Слои занятий (D-10.11): what a course belongs to.</summary>
public static class Layers
{
    /// <summary>Урочная деятельность: the curriculum.</summary>
    public const string Core = "core";

    /// <summary>Внеурочная деятельность.</summary>
    public const string Extracurricular = "extracurricular";

    /// <summary>Дополнительное образование.</summary>
    public const string Additional = "additional";

    public static readonly IReadOnlyList<string> All = [Core, Extracurricular, Additional];
}
