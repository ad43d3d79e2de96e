using Scriban;
using Scriban.Runtime;

namespace ElJournal.Access.Slips;

/// <summary>Листок доступа: what is printed, cut out and handed over .</summary>
/// <param name="Name">Whose.</param>
/// <param name="Whose">8 «Б», or «родитель: Абрамова Дарья».</param>
/// <param name="Code">The one-time code in readable groups.</param>
public sealed record Slip(string Name, string Whose, string Login, string Code)
{
    /// <summary>Never prints name or code: this record may meet a log.</summary>
    public override string ToString() => "Slip";
}

/// <summary>A batch of slips, eight on a sheet of A4, to be cut along the lines.</summary>
/// <param name="Address">Where the journal is opened.</param>
/// <param name="Until">The last day on which the codes are taken.</param>
public sealed record SlipForm(string School, string Address, DateOnly Until, IReadOnlyList<Slip> Slips)
{
    public const int OnSheet = 8;

    private static readonly Template Form = Template.Parse(Source());

    /// <summary>Strict HTML without styles of its own: the page and the print bring them.</summary>
    public string Html()
    {
        var model = new ScriptObject();
        model.Import(new
        {
            school = School,
            address = Address,
            until = Until.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture),
            sheets = Slips.Chunk(OnSheet).Select(sheet => sheet.Select(slip => new { slip.Name, slip.Whose, slip.Login, slip.Code }).ToArray()).ToArray(),
        });
        var context = new TemplateContext();
        context.PushGlobal(model);
        return Form.Render(context);
    }

    private static string Source()
    {
        using var stream = typeof(SlipForm).Assembly.GetManifestResourceStream("Slips.scriban")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
