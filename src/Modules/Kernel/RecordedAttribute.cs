namespace ElJournal.Kernel;

/// <summary>
/// The name under which an event is stored for ever: <c>module.snake_case.vN</c>.
/// A type may be renamed or moved; this name may not. A changed shape gets a new event with the next version and an upcaster.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RecordedAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The stored name of an event type; throws for a type that carries none.</summary>
    public static string NameOf(Type type) =>
        ((RecordedAttribute?)GetCustomAttribute(type, typeof(RecordedAttribute)))?.Name
        ?? throw new InvalidOperationException($"{type.FullName} is not an event: it carries no [Recorded] name.");
}
