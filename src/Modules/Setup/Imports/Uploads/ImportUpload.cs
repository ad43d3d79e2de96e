using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Uploads;

/// <summary>What a person has said about an uploaded file so far; kept with it, so that a page may be left and come back to.</summary>
/// <param name="Part">Which of the plans in the file, by its place among them.</param>
/// <param name="Confirmed">That so many leave is meant so.</param>
public sealed record ImportSettings(
    string? Encoding = null, string? Separator = null, ColumnChoice? Columns = null, string? Year = null, DateOnly? Day = null, bool Full = false, bool Confirmed = false,
    string? Course = null, int? Part = null)
{
    /// <summary>Answers to questions by their keys: ids, never names.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public ImportChoices Choices(TableFile file) => new(
        Year is { } year ? YearId.From(year) : null, Day, Full, Course is { } course ? CourseId.From(course) : null, PartOf(file), Answers);

    /// <summary>The chosen one of several plans, named by all that tells it from the others.</summary>
    private PlanSelector? PartOf(TableFile file)
    {
        if (Part is not { } place || Course is null) return null;
        return PlanFile.Courses(file, Columns).ElementAtOrDefault(place) is { } course
            ? new PlanSelector(Said(course.Program.Length > 0 ? course.Program : course.Subject), Said(course.Grade), Said(course.Variant), Said(course.Plan), course.Sheet)
            : null;

        static string Said(string text) => text.Length > 0 ? text : PlanSelector.None;
    }
}

/// <summary>Файл на время загрузки: belongs to one person, is closed by Data Protection and goes after a day or with the load.</summary>
/// <param name="Id">Also the id of the command that takes the file in, so that it is taken in once.</param>
public sealed record ImportUpload(Guid Id, AccountId Account, string Kind, string Name, byte[] Content, ImportSettings Settings, string? Problem, DateTimeOffset? Started)
{
    public ImportId Import => ApplyImport.IdOf(Id);

    public TableFile Read() => TableFile.Read(Content, Name, new TableForm(Settings.Encoding, Settings.Separator));

    /// <summary>Never prints the file: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ImportUpload)} {Id}";
}
