using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;

namespace ElJournal.Host.Printing;

/// <summary>Gives the printed register of substitutions what its page shows.</summary>
public sealed class SubstitutionSheets(PayRegister register) : ISubstitutionSheets
{
    public async Task<SubstitutionData> Register(Actor reader, DateOnly? day, DateOnly? month, CancellationToken cancel)
    {
        var page = await register.Of(reader, day ?? month, cancel);
        var rows = page.Rows.Where(r => day is null || r.Row.Lesson.Date == day).OrderBy(r => r.Row.Lesson.Date).ThenBy(r => r.Row.Lesson.Slot).ThenBy(r => r.Row.ClassName, StringComparer.CurrentCulture).ToList();
        var names = rows.GroupBy(r => r.Row.Teacher).ToDictionary(g => g.Key, g => g.First().Teacher);
        // The totals of a day are of what stands: only months go to pay.
        var totals = day is null
            ? page.Totals.Select(t => new SubstitutionTotal(t.Name, t.Total.Lessons, t.Total.WholeClass, t.Total.Group))
            : PayRows.Totals(rows.Select(r => r.Row)).Select(t => new SubstitutionTotal(names[t.Teacher], t.Lessons, t.WholeClass, t.Group)).OrderBy(t => t.Name, StringComparer.CurrentCulture);
        return new SubstitutionData(
            page.Month, day, page.Closed, page.Differs,
            page.Rules is { } rules ? SubstitutionTexts.All.With("rules.standing", (rules.CombinedShare / 100m).ToString("0.##", System.Globalization.CultureInfo.CurrentUICulture), rules.Act) : null,
            [.. rows.Select(r => new SubstitutionRow(
                r.Row.Lesson.Date, r.Row.Lesson.Slot, r.Row.ClassName, r.Row.IsGroup, r.Row.Subject, r.Former, r.Row.Teacher, r.Teacher, r.Row.Taught, r.Row.SameSubject, r.Row.Combined,
                ShiftWords.Reason(r.Row.Reason), r.Row.Hours))],
            [.. totals]);
    }
}
