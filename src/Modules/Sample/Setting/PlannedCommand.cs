using ElJournal.Kernel;

namespace ElJournal.Sample.Setting;

/// <summary>A command as somebody of the school gave it, on a day of the past.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="After">Commands of a lower step must be done before it; those of one step may go side by side.</param>
public sealed record PlannedCommand(ICommand Command, DateTime At, Actor By, int After);
