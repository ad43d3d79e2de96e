using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Control.Reading;

/// <summary>Страница журнала as people call it.</summary>
/// <param name="Class">8 «Б»; 8 «Б», группа 1.</param>
public sealed record NamedCourse(CourseCard Card, string Class, string Subject);

/// <summary>Puts names to the ids of remarks and rounds; the names of people come from openings and are kept nowhere else.</summary>
public sealed class ControlNames(Openings openings, AccountNames accounts)
{
    public static async Task<IReadOnlyDictionary<CourseId, NamedCourse>> Courses(IQuerySession session, IReadOnlyCollection<CourseCard> cards, CancellationToken cancel)
    {
        if (cards.Count == 0) return new Dictionary<CourseId, NamedCourse>();
        var names = await CourseNames.Of(session, cards, cancel);
        var subjects = (await session.LoadManyAsync<SubjectCard>(cancel, [.. cards.Select(c => Streams.Subject(c.Subject)).Distinct()])).ToDictionary(s => s.Subject, s => s.Name);
        return cards.ToDictionary(c => c.Course, c => new NamedCourse(c, names[c.Course], subjects.GetValueOrDefault(c.Subject, c.Subject.Value)));
    }

    public static async Task<IReadOnlyDictionary<CourseId, NamedCourse>> Courses(IQuerySession session, IEnumerable<CourseId> courses, CancellationToken cancel) =>
        await Courses(session, await session.LoadManyAsync<CourseCard>(cancel, [.. courses.Distinct().Select(Streams.Course)]), cancel);

    /// <summary>Абрамова Дарья.</summary>
    public async Task<IReadOnlyDictionary<PupilId, string>> Pupils(IQuerySession session, IEnumerable<PupilId> ids, CancellationToken cancel) =>
        (await openings.OfPupils(session, ids, cancel)).ToDictionary(p => p.Key, p => p.Value?.ListName ?? UiTexts.All["erased"]);

    /// <summary>Соколова И. В.</summary>
    public async Task<IReadOnlyDictionary<StaffId, string>> Staff(IQuerySession session, IEnumerable<StaffId> ids, CancellationToken cancel) =>
        (await openings.OfStaff(session, ids, cancel)).ToDictionary(s => s.Key, s => s.Value?.ShortName ?? UiTexts.All["erased"]);

    public async Task<IReadOnlyDictionary<string, string>> Accounts(IQuerySession session, IEnumerable<string> ids, CancellationToken cancel) =>
        (await accounts(SchoolId.From(session.TenantId), ids.Where(Id.IsValid).Select(id => new AccountId(id)).ToHashSet(), cancel)).ToDictionary(a => a.Key.Value, a => a.Value);

    /// <summary>The words that are still there, by opening.</summary>
    public Task<IReadOnlyDictionary<Guid, string>> Words(IQuerySession session, IEnumerable<Guid?> ids, CancellationToken cancel) =>
        openings.Read(SchoolId.From(session.TenantId), ids.OfType<Guid>(), cancel);

    public static string? Word(IReadOnlyDictionary<Guid, string> words, Guid? opening) => opening is { } id ? words.GetValueOrDefault(id, UiTexts.All["erased"]) : null;
}
