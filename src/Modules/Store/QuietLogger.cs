using Marten;
using Marten.Services;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Store;

/// <summary>
/// What Marten says of a failed statement: the statement, never its parameters, which may be openings, that is names and words of people
/// (Marten's own logger prints them).
/// </summary>
internal sealed partial class QuietLogger(ILogger logger) : IMartenLogger, IMartenSessionLogger
{
    public IMartenSessionLogger StartSession(IQuerySession session) => this;

    public void SchemaChange(string sql) => LogSchema(logger, sql);

    public void LogSuccess(NpgsqlCommand command)
    {
    }

    public void LogSuccess(NpgsqlBatch batch)
    {
    }

    public void LogFailure(NpgsqlCommand command, Exception ex) => LogFailed(logger, Kind(ex), command.CommandText);

    public void LogFailure(NpgsqlBatch batch, Exception ex) =>
        LogFailed(logger, Kind(ex), string.Join("; ", batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => command.CommandText)));

    public void LogFailure(Exception ex, string message) => LogFailed(logger, Kind(ex), message);

    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit)
    {
    }

    public void OnBeforeExecute(NpgsqlCommand command)
    {
    }

    public void OnBeforeExecute(NpgsqlBatch batch)
    {
    }

    /// <summary>The server's message and detail may quote a key; its code does not.</summary>
    private static string Kind(Exception failure) =>
        failure is PostgresException answer ? $"{answer.SqlState} {answer.ConstraintName}" : failure.GetType().Name;

    [LoggerMessage(LogLevel.Warning, "Statement failed ({Kind}): {Sql}")]
    private static partial void LogFailed(ILogger logger, string kind, string sql);

    [LoggerMessage(LogLevel.Debug, "Schema change: {Sql}")]
    private static partial void LogSchema(ILogger logger, string sql);
}
