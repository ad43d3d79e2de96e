using System.Globalization;
using ElJournal.Accounting.Absences;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>How values of changes are shown: codes by the names of the day's rules, personal words by their openings.</summary>
public sealed class ChangeValues
{
    internal const string NextLesson = "next";
    internal const string Checked = "checked";
    internal const string Closed = "closed";

    private readonly JournalRules? _rules;
    private readonly LessonLifeRules? _life;
    private readonly TermGradeRules? _terms;
    private readonly AbsenceWords _absences;
    private readonly IReadOnlyDictionary<Guid, string> _words;

    private readonly IReadOnlyDictionary<PupilId, string> _pupils;

    private ChangeValues(
        JournalRules? rules, LessonLifeRules? life, TermGradeRules? terms, AbsenceWords absences, IReadOnlyDictionary<Guid, string> words,
        IReadOnlyDictionary<PupilId, string> pupils) => (_rules, _life, _terms, _absences, _words, _pupils) = (rules, life, terms, absences, words, pupils);

    /// <summary>Reads what the facts need to be shown.</summary>
    public static async Task<ChangeValues> Of(IQuerySession session, Names names, SchoolId school, IEnumerable<ChangeFact> facts, CancellationToken cancel)
    {
        var shown = facts.ToList();
        var life = shown.Exists(f => f.Kind is ChangeKind.NotHeld or ChangeKind.ExtraLesson) ? await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel) : null;
        var words = await names.Notes(school, shown.Where(f => IsPersonal(f.Kind)).Select(f => OpeningOf(f.New)), cancel);
        var terms = shown.Exists(f => f.Kind is ChangeKind.TermGrade) ? await session.LoadAsync<TermGradeRules>(Streams.TermGrading, cancel) : null;
        var absences = await AbsenceWords.Of(session, names, school, shown.Select(f => f.Reason), cancel);
        var decided = shown.Where(f => f.Kind is ChangeKind.Council).SelectMany(f => PupilsOf(f.New)).Distinct().ToList();
        var pupils = decided.Count == 0 ? new Dictionary<PupilId, string>() : await names.Pupils(session, school, decided, cancel);
        return new ChangeValues(await session.LoadAsync<JournalRules>(Streams.Regulation, cancel), life, terms, absences, words, pupils);
    }

    /// <summary>Words to a pupil as a value: only where their opening is, and the minutes.</summary>
    internal static string? Words(PersonalText? text, int? minutes) =>
        text is null ? null : minutes is { } m ? string.Create(CultureInfo.InvariantCulture, $"{text.Opening} {m}") : text.Opening.ToString();

    /// <summary>Kind, day and number of the protocol; on a line of its own the pupils, by which the register finds it.</summary>
    internal static string Council(CouncilDecided e) =>
        string.Create(CultureInfo.InvariantCulture, $"{e.Kind} {e.Date:dd.MM.yyyy} {e.Protocol.ReplaceLineEndings(" ")}\n{string.Join(' ', e.Pupils)}");

    private static IEnumerable<PupilId> PupilsOf(string? value) =>
        value?.Split('\n') is [_, { Length: > 0 } pupils] ? pupils.Split(' ').Select(id => new PupilId(id)) : [];

    private string CouncilWords(string value)
    {
        var (parts, names) = (value.Split('\n')[0].Split(' ', 3), PupilsOf(value).Select(p => _pupils.GetValueOrDefault(p, "—")));
        return Text("value.council", Debts.DebtTexts.All["kind." + parts[0]], string.Join(", ", names.Order(StringComparer.CurrentCulture)), parts[2], parts[1]);
    }

    public string? Shown(ChangeKind kind, string? value, LessonId? lesson) => (kind, value) switch
    {
        (_, null) => null,
        (ChangeKind.Closing, Closed) => Api.Words.Text("value.closed"),
        (ChangeKind.Retake, _) => Text("value.retake." + value.Split(' ')[0], [.. value.Split(' ', value.StartsWith("held ", StringComparison.Ordinal) ? 4 : 3).Skip(1).Append("").Append("")]),
        (ChangeKind.Council, _) => CouncilWords(value),
        (ChangeKind.Rules, _) => Text("value.rules", [.. value.Split(' ', 2)]),
        _ when lesson is null => value,
        (ChangeKind.WorkType, _) => _rules?.On(lesson!.Date)?.WorkTypes.FirstOrDefault(w => w.Code == value)?.Name ?? value,
        (ChangeKind.NotHeld, _) => _life?.On(lesson!.Date)?.NotHeld.FirstOrDefault(r => r.Code == value)?.Name ?? value,
        (ChangeKind.ExtraLesson, _) => _life?.On(lesson!.Date)?.Extra.FirstOrDefault(k => k.Code == value)?.Name ?? value,
        (ChangeKind.AttendanceCheck, _) => Api.Words.Text("value.checked"),
        (ChangeKind.HomeworkDue, NextLesson) => Api.Words.Text("value.next_lesson"),
        (ChangeKind.HomeworkDue, _) => DateOnly.Parse(value, CultureInfo.InvariantCulture).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        (ChangeKind.HomeworkFile, _) => FileWords(value.Split(' ')),
        (ChangeKind.TopicPart, _) => Text("value.part", [.. value.Split(' ')]),
        (ChangeKind.PupilHomework or ChangeKind.Recommendation, _) => Personal(value.Split(' ')),
        _ => value,
    };

    public string? Reason(ChangeFact fact) => fact.Reason is null ? null
        : _absences.Of(fact) is { } document ? document
        : fact.Kind is ChangeKind.TermGrade ? _terms?.Versions.SelectMany(v => v.Reasons).LastOrDefault(r => r.Code == fact.Reason)?.Name ?? fact.Reason
        : (fact.Lesson is { } lesson ? _rules?.On(lesson.Date) : _rules?.Versions.LastOrDefault())?.Reasons.FirstOrDefault(r => r.Code == fact.Reason)?.Name ?? fact.Reason;

    /// <summary>PDF, 120 КБ.</summary>
    internal static string FileWords(string type, int size) =>
        Text("value.file", Scan.EndingOf(type).ToUpperInvariant(), Math.Max(1, size / 1024));

    private static string FileWords(string[] parts) => FileWords(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));

    private string Personal(string[] parts)
    {
        var words = _words.GetValueOrDefault(Guid.Parse(parts[0]), UiTexts.All["erased"]);
        return parts.Length > 1 ? Text("value.minutes", words, parts[1]) : words;
    }

    private static bool IsPersonal(ChangeKind kind) => kind is ChangeKind.PupilHomework or ChangeKind.Recommendation;

    private static Guid? OpeningOf(string? value) => value is null ? null : Guid.Parse(value.Split(' ')[0]);

    private static string Text(string key, params object[] arguments) => string.Format(CultureInfo.CurrentUICulture, Api.Words.Text(key), arguments);
}
