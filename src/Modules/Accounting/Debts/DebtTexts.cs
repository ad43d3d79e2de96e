using System.Resources;
using ElJournal.Setup;
using ElJournal.Ui;

namespace ElJournal.Accounting.Debts;

/// <summary>Words of the pages about debts and the council of teachers.</summary>
public static class DebtTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Debts.DebtTexts", typeof(DebtTexts).Assembly));
}

/// <summary>Where those pages are.</summary>
public static class DebtAddresses
{
    public const string List = "/debts";
    public const string Council = "/council";

    public static string Of(DebtKey key) => $"{List}/{key.Course}/{key.Term}/{key.Pupil}";

    public static string CouncilOf(ClassId schoolClass) => $"{Council}/{schoolClass}";
}
