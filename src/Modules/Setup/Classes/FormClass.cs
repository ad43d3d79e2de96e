using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Сформировать класс (D-10.3).</summary>
/// <param name="Letter">Empty where the level has one class only.</param>
public sealed record FormClass(Guid CommandId, ClassId Class, YearId Year, int Level, string Letter) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Class(Class);
}

/// <param name="OfLevel">The school's classes of that year level, of all years.</param>
public sealed record FormClassFacts(bool YearIsOpen, IReadOnlyList<ClassRoster> OfLevel);

public static class FormClassHandler
{
    private const int LongestLetter = 4;

    /// <summary>Может быть литерой; empty where the level has one class only.</summary>
    internal static bool IsLetter(string text) => text.Length <= LongestLetter && text.All(char.IsLetterOrDigit);

    public static async Task<FormClassFacts> LoadAsync(FormClass command, IDocumentSession session, CancellationToken cancel) => new(
        await session.LoadAsync<YearCalendar>(Streams.Year(command.Year), cancel) is not null,
        await session.Query<ClassRoster>().Where(c => c.Level == command.Level).ToListAsync(cancel));

    public static (Outcome, Events) Handle(
        FormClass command,
        [WriteAggregate(nameof(FormClass.Stream), Required = false)] ClassCard? formed,
        FormClassFacts facts)
    {
        if (!facts.YearIsOpen) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        if (command.Level is < 1 or > 11 || !IsLetter(command.Letter))
            return (Outcome.Refused(Refusals.ClassNameIsWrong, $"{command.Level}{command.Letter}"), []);
        if (formed is not null && formed.Year == command.Year && formed.Level == command.Level && formed.Letter == command.Letter)
            return (Outcome.Accepted, []);
        if (formed is not null || facts.OfLevel.Any(c => c.Year == command.Year && c.Level == command.Level && c.Letter == command.Letter))
            return (Outcome.Refused(Refusals.ClassIsFormed, $"{command.Level}{command.Letter}"), []);
        return (Outcome.Accepted, [new ClassFormed(command.Class, command.Year, command.Level, command.Letter)]);
    }
}
