namespace ElJournal.Integrity.Archives.Checking;

/// <summary>How a damaged zip shows itself: the framework has several names for it.</summary>
internal static class ZipDamage
{
    public static bool Is(Exception failure) =>
        failure is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException || failure.GetType() == typeof(IOException);
}
