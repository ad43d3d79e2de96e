using System.Collections.Concurrent;
using ElJournal.Forms;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Puts the school's own templates in the place of the program's: the one point through which every print goes.</summary>
public sealed class TemplatesInForce(IDocumentStore store)
{
    /// <summary>Of all that were ever printed with since the program started, far more than the forms that there are.</summary>
    private const int MostKept = 500;

    private readonly ConcurrentDictionary<(string Form, string Hash), FormTemplate> read = new();

    /// <summary>The print as this school makes it.</summary>
    /// <exception cref="FormFaultException">A template that was taken once is not understood any more.</exception>
    public async Task<FormPrint> Of(SchoolId school, FormPrint print, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var standing = await session.LoadManyAsync<SchoolTemplate>(cancel, [.. print.Parts.Select(p => p.Template.Name).Distinct().Select(TemplateStreams.Of)]);
        var own = standing.Where(t => t.Text is not null).ToDictionary(t => t.Form, Read);
        return own.Count == 0 ? print : print with { Parts = [.. print.Parts.Select(p => own.TryGetValue(p.Template.Name, out var template) ? p with { Template = template } : p)] };
    }

    /// <summary>Reading a template takes longer than filling it, and a journal has hundreds of parts.</summary>
    private FormTemplate Read(SchoolTemplate standing)
    {
        if (read.Count > MostKept) read.Clear();
        return read.GetOrAdd((standing.Form, standing.Hash), static (key, text) => FormTemplate.Parse(key.Form, text), standing.Text!);
    }
}
