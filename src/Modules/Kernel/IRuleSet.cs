namespace ElJournal.Kernel;

/// <summary>
/// Свод правил утверждён: rules of the school that hold from a day on, by its local act (D-4, Z-2). Whoever changes one is seen in the register of
/// changes, whichever module the rules belong to.
/// </summary>
public interface IRuleSet
{
    /// <summary>First day in force.</summary>
    DateOnly From { get; }

    /// <summary>Локальный акт with its clause.</summary>
    string Act { get; }
}
