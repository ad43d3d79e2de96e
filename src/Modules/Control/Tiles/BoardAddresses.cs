namespace ElJournal.Control.Tiles;

/// <summary>Where the tiles are.</summary>
public static class BoardAddresses
{
    public const string Board = "/control";
}
