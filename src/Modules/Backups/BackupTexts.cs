using ElJournal.Ui;

namespace ElJournal.Backups;

/// <summary>What the module says to people.</summary>
internal static class BackupTexts
{
    public static Texts All { get; } = new(Refusals.Texts);
}
