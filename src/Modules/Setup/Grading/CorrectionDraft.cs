using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Регламент исправлений as it stands in the form: numbers as typed.</summary>
public sealed record CorrectionDraft(
    string From, bool OwnDayFree, string WindowDays, bool NeedsWords, string GrantHours, string MostGrantHours, bool DocumentAfterYear,
    string Act, string FreeClause, string WindowClause, string PermitClause) : IRulesDraft
{
    /// <summary>What most schools have; act and clauses are the school's own.</summary>
    public static CorrectionRulesSet Usual(DateOnly from, string act, string free, string window, string permit) =>
        new(from, true, 7, true, 24, 72, true, act, free, window, permit);

    public static CorrectionDraft Of(CorrectionRulesSet set, string from) => new(
        from, set.OwnDayFree, Text(set.WindowDays), set.NeedsWords, Text(set.GrantHours), Text(set.MostGrantHours), set.DocumentAfterYear,
        set.Act, set.FreeClause, set.WindowClause, set.PermitClause);

    public static CorrectionDraft Read(IFormCollection form)
    {
        return new CorrectionDraft(
            Field("from"), form["own-day"] == "true", Field("window"), form["words"] == "true", Field("hours"), Field("most"), form["document"] == "true",
            Field("act"), Field("free-clause"), Field("window-clause"), Field("permit-clause"));

        string Field(string name) => form[name].ToString().Trim();
    }

    /// <summary>What is no number is out of every bound, so the command refuses it by name.</summary>
    public CorrectionRulesSet Set(DateOnly from) => new(
        from, OwnDayFree, Number(WindowDays), NeedsWords, Number(GrantHours), Number(MostGrantHours), DocumentAfterYear, Act, FreeClause, WindowClause, PermitClause);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
