using System.Resources;

namespace ElJournal.Setup.Plans;

/// <summary>Words of the pages of plans.</summary>
internal static class PlanTexts
{
    public static readonly Ui.Texts All = new(new ResourceManager("ElJournal.Setup.Plans.PlanTexts", typeof(PlanTexts).Assembly));

    /// <summary>none, over, under, fits, or untimed where no lesson stands in the timetable.</summary>
    public static string StateOf(int? hours, int lessons) => hours is null ? "none" : lessons == 0 ? "untimed" : hours > lessons ? "over" : hours < lessons ? "under" : "fits";

    /// <summary>«170 ч. на 136 уроков: 34 не помещаются».</summary>
    public static string Say(int? hours, int lessons) => StateOf(hours, lessons) switch
    {
        "none" => lessons == 0 ? All["state.none"] : All.With("state.none-of", All.Count("lessons", lessons)),
        "untimed" => All.With("state.untimed", hours),
        "over" => All.With("state.over", hours, All.Count("on-lessons", lessons), All.Count("unfit", hours!.Value - lessons)),
        "under" => All.With("state.under", hours, All.Count("on-lessons", lessons), All.Count("untopic", lessons - hours!.Value)),
        _ => All.With("state.fits", hours, All.Count("on-lessons", lessons)),
    };

    public static string Tag(string state) => state switch { "fits" => "good", "none" => "bad", _ => "warn" };
}
