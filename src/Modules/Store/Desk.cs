using ElJournal.Kernel;
using Npgsql;
using Wolverine;

namespace ElJournal.Store;

/// <summary>
/// The one desk at which every command is handed in: pages, API, imports and the command line alike.
/// It checks the right, sends the command with its actor, and answers with an outcome.
/// </summary>
public sealed class Desk(IMessageBus bus, NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<Outcome> Send(ICommand command, Actor actor, CancellationToken cancel = default)
    {
        if (actor.ReadOnly) return Outcome.Refused(Refusals.OnlyLooking);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (!NeedsOf(command).All(need => actor.Grants.Allow(need.Permission, need.Resource, need.On ?? today)))
            return Outcome.Refused(Refusals.NotAllowed);
        try
        {
            bus.TenantId = actor.School.Value;
            var outcome = await bus.InvokeAsync<Outcome>(command, OptionsFor(command, actor), cancel);
            // A repeated command meets the state it made itself and is refused by the rules; it was done, so it is accepted.
            return !outcome.IsAccepted && await WasDone(command, actor, cancel) ? Outcome.Accepted : outcome;
        }
        catch (Exception failure) when (IsRepetition(failure, actor.School))
        {
            return await WasDone(command, actor, cancel) ? Outcome.Accepted : Outcome.Refused(Refusals.DoneInPart);
        }
    }

    /// <summary>Its own, and those of the commands it carries.</summary>
    private static IEnumerable<Need> NeedsOf(ICommand command) => command switch
    {
        ICarriesCommands several => several.Commands.Select(c => c.Need).Append(command.Need).Distinct(),
        INeedsEach each => each.Needs.Append(command.Need).Distinct(),
        _ => [command.Need],
    };

    private static DeliveryOptions OptionsFor(ICommand command, Actor actor)
    {
        var options = new DeliveryOptions
        {
            TenantId = actor.School.Value,
            CausationId = command.CommandId.ToString(),
            CorrelationId = actor.Session,
        };
        options.WithHeader(ActorMiddleware.Account, actor.Account.Value);
        options.WithHeader(ActorMiddleware.Command, command.CommandId.ToString());
        foreach (var (name, value) in Provenance.Headers.Of(actor)) options.WithHeader(name, value);
        return options;
    }

    private async Task<bool> WasDone(ICommand command, Actor actor, CancellationToken cancel)
    {
        var ids = command is IEntryCommand several ? several.Entries.ToArray() : [command.CommandId];
        await using var query = database.CreateCommand(
            $"select count(*) from {EventStore.Schema}.mt_events where tenant_id = $1 and id = any($2)");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor.School.Value });
        query.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        return (long)(await query.ExecuteScalarAsync(cancel))! == ids.Length;
    }

    /// <summary>
    /// Only the unique index over event ids says "done already"; any other unique key, such as that of the streams, does not.
    /// PostgreSQL names the index of the school's own partition: <c>mt_events_{school}_id_tenant_id_idx</c>.
    /// </summary>
    private static bool IsRepetition(Exception? failure, SchoolId school)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } pg
                && pg.ConstraintName == $"mt_events_{school}_id_tenant_id_idx") return true;
        }
        return false;
    }
}
