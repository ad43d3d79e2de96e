using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Scenarios.Faults;

/// <summary>Events that a command leaves in the log when it is done.</summary>
/// <param name="Type">A pattern of their types, after the module's name.</param>
/// <param name="Count">How many, neither more nor fewer.</param>
/// <param name="Cause">The command or entry that their metadata names; null where the server makes its id.</param>
/// <param name="Holds">What stands in them, as JSON.</param>
/// <param name="Permit">The permission by which they were let in.</param>
internal sealed record Trace(string Type, int Count = 1, Guid? Cause = null, string Holds = "{}", string? Permit = null);

/// <summary>One command as a person's form sends it, word for word again until it is answered: the log holds all of its traces or none.</summary>
/// <param name="Kind">For the report, and to see that all kinds had their turn.</param>
/// <param name="Body">Made anew for each sending; always the same.</param>
/// <param name="Leaves">All of one transaction.</param>
/// <param name="MayBeRefused">Another place will do: a refusal ends the story.</param>
internal sealed record Deed(string Kind, string Path, Func<HttpContent> Body, IReadOnlyList<Trace> Leaves, bool MayBeRefused = false)
{
    /// <summary>In the ledger.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    public static Deed Form(string kind, string path, IReadOnlyList<(string Name, string Value)> fields, params IReadOnlyList<Trace> leaves) =>
        new(kind, path, () => new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), leaves);

    /// <summary>The id that the pages give to a form: it follows from the form's guard and from what was typed.</summary>
    public static Guid Key(string guard, params IEnumerable<string> parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Prepend(guard)))).AsSpan(0, 16));
}

/// <summary>Somebody's next step: looks at a page, as a person does, and knows then what to send.</summary>
/// <param name="Login">Who takes it.</param>
internal sealed record Step(string Login, Func<HttpClient, CancellationToken, Task<Deed>> Prepare);
