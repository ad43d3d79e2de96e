namespace ElJournal.Forms;

/// <summary>Распечатка: what is printed at once, such as one statement or a whole class journal.</summary>
/// <param name="Title">The document's title in PDF.</param>
/// <param name="Made">The moment of the data, such as that of the last event they come from: the same data give the same bytes, whenever they are printed.</param>
/// <param name="Parts">In order; each part begins on a page of its own.</param>
public sealed record FormPrint(string Title, DateTimeOffset Made, IReadOnlyList<FormPart> Parts)
{
    /// <summary>Where the log stood; null: nothing is sealed yet, and the footer has only the data's own hash.</summary>
    public PrintSeal? Seal { get; init; }

    /// <summary>Both sides of a sheet are printed and bound: sheets are half as many as pages, and the wide margin is at the binding.</summary>
    public bool Bound { get; init; }
}

/// <summary>A template and the data it is filled with. A model is a record of texts, numbers and lists; the template sees its members in <c>snake_case</c>.</summary>
public sealed record FormPart(FormTemplate Template, object Model);

/// <summary>The state of the school's log that a print shows.</summary>
/// <param name="Origin">The log's name, as its checkpoints have it.</param>
/// <param name="Size">How many events the checkpoint covers.</param>
/// <param name="Root">Root of the tree, lower-case hex.</param>
public sealed record PrintSeal(string Origin, long Size, string Root);

/// <summary>A print as PDF.</summary>
/// <param name="Pages">Sides of paper.</param>
/// <param name="Sheets">Sheets of paper.</param>
public sealed record PrintedPdf(byte[] Bytes, int Pages, int Sheets);
