namespace ElJournal.Kernel;

/// <summary>
/// Прежний вид события: an event that is written no more. What was stored under its name is read as what it would be written as today,
/// so that nobody else has to know it.
/// </summary>
public interface IRetired<out TNow>
{
    TNow Now();
}
