using ElJournal.Forms;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>The program's own templates.</summary>
internal static class FormFiles
{
    public static readonly FormTemplate Cover = Read("cover");
    public static readonly FormTemplate SubjectSpread = Read("subject-spread");
    public static readonly FormTemplate Contents = Read("contents");
    public static readonly FormTemplate Pupils = Read("pupils");
    public static readonly FormTemplate Missed = Read("missed");
    public static readonly FormTemplate Results = Read("results");
    public static readonly FormTemplate Statement = Read("statement");
    public static readonly FormTemplate StatementByPupil = Read("statement-by-pupil");
    public static readonly FormTemplate ReportCards = Read("report-cards");
    public static readonly FormTemplate Extract = Read("extract");
    public static readonly FormTemplate Inspection = Read("inspection");
    public static readonly FormTemplate Certification = Read("certification");
    public static readonly FormTemplate Report = Read("report");
    public static readonly FormTemplate Substitutions = Read("substitutions");
    public static readonly FormTemplate Works = Read("works");
    public static readonly FormTemplate Emergency = Read("emergency");
    public static readonly FormTemplate Answer = Read("answer");

    private static FormTemplate Read(string name)
    {
        using var reader = new StreamReader(typeof(FormFiles).Assembly.GetManifestResourceStream($"forms/{name}.html")
            ?? throw new InvalidOperationException($"There is no template {name}."));
        return FormTemplate.Parse(name, reader.ReadToEnd());
    }
}
