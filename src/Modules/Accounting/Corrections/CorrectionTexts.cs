using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Accounting.Corrections;

/// <summary>Words of the pages of corrections.</summary>
public static class CorrectionTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Corrections.CorrectionTexts", typeof(CorrectionTexts).Assembly));
}

/// <summary>Where the pages of corrections are.</summary>
public static class CorrectionAddresses
{
    public const string List = "/corrections";
    public const string New = List + "/new";
    public const string Ask = List + "/ask";
    public const string Decide = List + "/decide";
    public const string Withdraw = List + "/withdraw";
    public const string Apply = List + "/apply";

    /// <summary>The request form for a place: ids alone, no words.</summary>
    public static string For(CorrectionTarget target) =>
        (target.Lesson is { } lesson ? $"{New}?lesson={lesson}" : $"{New}?course={target.Course}&term={target.Term}") + $"&kind={target.Kind}"
        + (target.Pupil is { } pupil ? $"&pupil={pupil}" : "");
}
