using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Accounting.Absences;

/// <summary>Says, where a change of attendance came by a document, which one it was and who attached it, or why it was taken back.</summary>
internal sealed class AbsenceWords
{
    private readonly IReadOnlyDictionary<string, (AbsenceDocument Document, string Attached, string Withdrawn)> _said;

    private AbsenceWords(IReadOnlyDictionary<string, (AbsenceDocument, string, string)> said) => _said = said;

    /// <param name="reasons">Reasons of changes: a document's is the key of its stream.</param>
    public static async Task<AbsenceWords> Of(IQuerySession session, Names names, SchoolId school, IEnumerable<string?> reasons, CancellationToken cancel)
    {
        var keys = reasons.OfType<string>().Where(r => r.StartsWith(AbsenceDocumentId.Streams, StringComparison.Ordinal)).Distinct().ToArray();
        if (keys.Length == 0) return new AbsenceWords(new Dictionary<string, (AbsenceDocument, string, string)>());
        var documents = await session.LoadManyAsync<AbsenceDocument>(cancel, keys);
        var rules = await session.LoadAsync<AbsenceRules>(Streams.Absences, cancel);
        var people = await names.Accounts(school, documents.Select(d => new AccountId(d.By)), cancel);
        var words = await names.Notes(school, documents.Select(d => d.Reason?.Opening), cancel);
        return new AbsenceWords(documents.ToDictionary(d => d.Id, d =>
        {
            var paper = AbsenceTexts.Paper(d, rules?.NameOf(d.Kind) ?? d.Kind);
            return (d, AbsenceTexts.All.With("said.attached", paper, people.GetValueOrDefault(new AccountId(d.By), d.By)),
                d.ReplacedBy is not null ? AbsenceTexts.All.With("said.replaced", paper)
                : AbsenceTexts.All.With("said.withdrawn", paper, d.Reason is { } why ? words.GetValueOrDefault(why.Opening, UiTexts.All["erased"]) : "—"));
        }));
    }

    /// <summary>Null: the change did not come by a document.</summary>
    public string? Of(ChangeFact fact) =>
        fact.Reason is { } reason && _said.TryGetValue(reason, out var said) ? (fact.New == said.Document.Letter ? said.Attached : said.Withdrawn) : null;
}
