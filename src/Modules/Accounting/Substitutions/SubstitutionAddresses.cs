using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Where the pages about substitutions are.</summary>
public static class SubstitutionAddresses
{
    public const string Morning = "/substitutions";
    public const string Absences = Morning + "/absences";
    public const string Undo = Morning + "/undo";
    public const string Rules = Morning + "/rules";
    public const string Register = Morning + "/register";
    public const string RegisterCsv = Morning + "/register.csv";
    public const string Close = Register + "/close";
    public const string Reopen = Register + "/reopen";

    public static string Cover(StaffId staff, DateOnly from, DateOnly to) => $"{Morning}/cover/{staff}?from={Iso(from)}&to={Iso(to)}";

    public static string Sheet(DateOnly? day = null) => Morning + "/sheet" + (day is { } d ? "?day=" + Iso(d) : "");

    public static string Month(DateOnly month) => Register + "?month=" + month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Csv(DateOnly month) => RegisterCsv + "?month=" + month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Журнал замещений as a printed form: of a month, or of the day that a form asks for. It is Reporting's.</summary>
    public const string Paper = "/print/substitutions";

    public static string PaperOf(DateOnly month, bool pdf = false) => $"{Paper}{(pdf ? "/pdf" : "")}?month={month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
