using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Access.Reads;

/// <summary>An entry of the log of reads in words.</summary>
/// <param name="Who">Соколова И. В.; the account's id where the register has no name.</param>
/// <param name="Whose">8 «Б» · Алгебра; a pupil's name; the whole register.</param>
public sealed record ReadLine(long N, DateTimeOffset At, string Who, Role Role, string? OnBehalfOf, string Kind, string Whose, Purpose Purpose);

/// <summary>Puts words to entries: names come from openings at the last moment.</summary>
public sealed class ReadWords(IDocumentStore store, Openings openings, AccountNames accounts)
{
    public async Task<IReadOnlyList<ReadLine>> Of(SchoolId school, IReadOnlyList<FoundRead> found, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var people = await accounts(school, found.SelectMany(f => new[] { f.Entry.Account, f.Entry.OnBehalfOf }).OfType<AccountId>().ToHashSet(), cancel);
        var whose = await Subjects(session, school, [.. found.Select(f => f.Entry.Subject).Distinct()], cancel);
        return [.. found.Select(f => new ReadLine(
            f.N, f.Entry.At, people.GetValueOrDefault(f.Entry.Account, f.Entry.Account.Value), f.Entry.Role,
            f.Entry.OnBehalfOf is { } other ? people.GetValueOrDefault(other, other.Value) : null,
            Kind(f.Entry.Kind), whose[f.Entry.Subject], f.Entry.Purpose))];
    }

    /// <summary>A kind that a later version of the program has invented is shown as it is stored.</summary>
    public static string Kind(string kind) => AccessTexts.All.GetString("reads.kind." + kind, System.Globalization.CultureInfo.CurrentUICulture) ?? kind;

    private async Task<IReadOnlyDictionary<string, string>> Subjects(IQuerySession session, SchoolId school, IReadOnlyCollection<string> subjects, CancellationToken cancel)
    {
        var courses = await session.LoadManyAsync<CourseCard>(cancel, subjects.Where(s => s.StartsWith("course/", StringComparison.Ordinal)).ToArray());
        var classes = (await session.LoadManyAsync<ClassRoster>(cancel, subjects.Where(s => s.StartsWith("class/", StringComparison.Ordinal)).Select(s => s[6..]).Distinct().ToArray())).ToDictionary(c => c.Id, c => c.Name);
        var called = await CourseNames.Of(session, courses, cancel);
        var taught = (await session.LoadManyAsync<SubjectCard>(cancel, courses.Select(c => Streams.Subject(c.Subject)).Distinct().ToArray())).ToDictionary(s => s.Subject, s => s.Name);
        var pupils = await session.LoadManyAsync<PupilCard>(cancel, subjects.Where(s => s.StartsWith("pupil/", StringComparison.Ordinal)).ToArray());
        var names = await openings.Read<PersonCard>(school, pupils.Select(p => p.Card), cancel);
        return subjects.ToDictionary(s => s, s => s switch
        {
            ReadMark.Everybody => AccessTexts.Of("reads.everybody"),
            _ when courses.FirstOrDefault(c => c.Id == s) is { } course => $"{called[course.Course]} · {taught.GetValueOrDefault(course.Subject)}",
            _ when s.StartsWith("class/", StringComparison.Ordinal) => classes.GetValueOrDefault(s[6..], s),
            _ when pupils.FirstOrDefault(p => p.Id == s) is { } pupil => names.GetValueOrDefault(pupil.Card)?.ListName ?? UiTexts.All["erased"],
            _ => s,
        });
    }
}

/// <summary>One page of the log with the filter it was asked by.</summary>
/// <param name="Next">Key of the next, older page; null on the last.</param>
public sealed record ReadsView(ReadQuery Query, string? PupilName, IReadOnlyList<ReadLine> Lines, long? Next, ReadChoices? Choices);

/// <summary>What the filter's lists offer: value and name.</summary>
public sealed record ReadChoices(IReadOnlyList<(string Value, string Name)> People, IReadOnlyList<(string Value, string Name)> Classes, IReadOnlyList<(string Value, string Name)> Kinds);
