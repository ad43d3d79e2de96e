using System.Data.Common;
using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using NpgsqlTypes;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ElJournal.Accounting.Absences;

/// <summary>Документ об отсутствии, folded from its stream.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="Until">Last day, inclusive.</param>
/// <param name="By">Account of the one who attached it.</param>
public sealed record AbsenceDocument(
    string Id, AbsenceDocumentId Key, PupilId Pupil, ClassId Class, DateOnly From, DateOnly Until, string Kind, string Letter, IReadOnlyList<string> Explains,
    string? Number, DateOnly Issued, string By)
{
    public bool Withdrawn { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonalText? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AbsenceDocumentId? ReplacedBy { get; init; }

    /// <summary>Whose it is, stored for its index.</summary>
    public string Person => Pupil.Value;

    /// <summary>The pupil while it stands: by this an entry finds what explains it. Stored for its index.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Standing => Withdrawn ? null : Pupil.Value;

    public bool Covers(DateOnly day) => From <= day && day <= Until;

    public AbsenceExplained Explain(LessonId lesson) => new(lesson, Pupil, Letter, Key, Kind);

    public static AbsenceDocument Create(IEvent<AbsenceDocumentAttached> e) => Of(e.Data, e.UserName ?? "");

    internal static AbsenceDocument Of(AbsenceDocumentAttached e, string by) =>
        new(e.Document.Stream, e.Document, e.Pupil, e.Class, e.From, e.Until, e.Kind, e.Letter, e.Explains, e.Number, e.Issued, by);

    public static AbsenceDocument Apply(AbsenceDocumentWithdrawn e, AbsenceDocument document) =>
        document with { Withdrawn = true, Reason = e.Reason, ReplacedBy = e.ReplacedBy };
}

/// <summary>Documents at the entry of a lesson.</summary>
internal static class AbsenceDocuments
{
    private static readonly IReadOnlyList<AbsenceDocument> None = [];

    /// <summary>By which an absence would stand: of those that explain the code, the one attached first.</summary>
    /// <param name="documents">Those that cover the day.</param>
    public static AbsenceDocument? For(PupilId pupil, string? code, IReadOnlyList<AbsenceDocument> documents) =>
        code is null ? null : documents.FirstOrDefault(d => d.Pupil == pupil && d.Explains.Contains(code));

    /// <summary>Asks together with other things what stands for a day; where nobody is asked for, nothing is asked.</summary>
    public static Task<IReadOnlyList<AbsenceDocument>> On(DateOnly day, IReadOnlyList<PupilId> pupils, IBatchedQuery batch) =>
        pupils.Count == 0 ? Task.FromResult(None) : batch.AddItem(new Question(batch.Parent.TenantId, day, [.. pupils.Select(p => p.Value)]));

    private sealed class Question(string school, DateOnly day, string[] pupils) : IQueryHandler<IReadOnlyList<AbsenceDocument>>
    {
        private static readonly string Sql = $"""
            select d.data from {EventStore.Schema}.mt_doc_absencedocument d
            where d.tenant_id = ? and d.data ->> 'standing' = any(?) and ? collate "C" between d.data ->> 'from' and d.data ->> 'until' order by d.mt_last_modified, d.id
            """;

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            var parameters = builder.AppendWithParameters(Sql);
            (parameters[0].Value, parameters[0].NpgsqlDbType) = (school, NpgsqlDbType.Varchar);
            (parameters[1].Value, parameters[1].NpgsqlDbType) = (pupils, NpgsqlDbType.Varchar | NpgsqlDbType.Array);
            (parameters[2].Value, parameters[2].NpgsqlDbType) = (AbsenceFacts.Iso(day), NpgsqlDbType.Varchar);
        }

        public async Task<IReadOnlyList<AbsenceDocument>> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
        {
            var found = new List<AbsenceDocument>();
            while (await reader.ReadAsync(token)) found.Add(await session.Serializer.FromJsonAsync<AbsenceDocument>(reader, 0, token));
            return found;
        }

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
    }
}
