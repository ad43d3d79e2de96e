using ElJournal.Forms;
using ElJournal.Reporting.Printing.Forms;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Печатная форма, шаблон которой школа может заменить своим.</summary>
/// <param name="own">The program's own template.</param>
/// <param name="sample">The form filled with a class of which everything is known, or, where that is not wanted, with one of which nothing is.</param>
internal sealed class SchoolForm(FormTemplate own, Func<ClassData, IEnumerable<FormPart>> sample)
{
    private readonly Lazy<IReadOnlyList<object>> full = new(() => [.. sample(FormSamples.Full).Select(p => p.Model)]);

    private readonly Lazy<IReadOnlyList<object>> bare = new(() => [.. sample(FormSamples.Bare).Select(p => p.Model)]);

    /// <summary>In the order of the class journal, then what is printed by itself.</summary>
    public static readonly IReadOnlyList<SchoolForm> All =
    [
        new(FormFiles.Cover, d => [ClassForms.Cover(d, "Классный журнал", "")]),
        new(FormFiles.Contents, d => [ClassForms.Contents(d, [("pupils", "Общие сведения об обучающихся"), ("certification", "Заверительный лист")])]),
        new(FormFiles.SubjectSpread, d => SubjectForm.Of("course-1", d.Pages.Values.First())),
        new(FormFiles.Pupils, d => [ClassForms.Pupils(d)]),
        new(FormFiles.Missed, d => [ClassForms.Missed(d)]),
        new(FormFiles.Results, d => [ClassForms.Results(d)]),
        new(FormFiles.Inspection, OfficeSamples.Remarks),
        new(FormFiles.Certification, d => [ClassForms.Certification(d, "Классный журнал: " + d.Book.Name)]),
        new(FormFiles.Statement, d => d.Statements.Select(s => ClassForms.Statement(d.Book, s))),
        new(FormFiles.StatementByPupil, d => [ClassForms.StatementByPupil(d)]),
        new(FormFiles.ReportCards, d => [ClassForms.ReportCards(d)]),
        new(FormFiles.Extract, OfficeSamples.Extracts),
        new(FormFiles.Report, OfficeSamples.Reports),
        new(FormFiles.Substitutions, OfficeSamples.Substitutions),
        new(FormFiles.Works, OfficeSamples.Works),
        new(FormFiles.Emergency, OfficeSamples.Emergency),
        new(FormFiles.Answer, OfficeSamples.Answer),
    ];

    public FormTemplate Own { get; } = own;

    public string Name => Own.Name;

    /// <summary>What a template may take, with examples.</summary>
    public IReadOnlyList<ModelValue> Values => ModelValue.Of(full.Value[0]);

    public static SchoolForm? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>The sample print: of nobody, the same at every school.</summary>
    public FormPrint Sample(FormTemplate template, string title) => new(title, FormSamples.Made, [.. full.Value.Select(m => new FormPart(template, m))]);

    /// <summary>Reads a template and fills it with the samples. Null when it has faults.</summary>
    public FormTemplate? Read(string text, out IReadOnlyList<FormFault> faults)
    {
        if (FormTemplate.TryParse(Name, text.TrimStart('\uFEFF'), out faults) is not { } template) return null;
        // A list that may be empty is where a template fails that was written in front of a full one.
        faults = [.. full.Value.Concat(bare.Value).Select(template.Try).OfType<FormFault>().Take(1)];
        return faults.Count == 0 ? template : null;
    }
}
