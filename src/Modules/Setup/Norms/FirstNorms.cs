namespace ElJournal.Setup;

/// <summary>
/// With what the form of norms is filled before the school has set any: СанПиН 1.2.3685-21, table 6.6, in the figures that schools apply
/// in 2025/26. Only a form's first filling: nothing is judged by it until somebody has read and saved it.
/// </summary>
internal static class FirstNorms
{
    public const string Act = "СанПиН 1.2.3685-21, табл. 6.6";

    /// <remarks>Hours of five and of six days; lessons a day; minutes of homework.</remarks>
    public static readonly IReadOnlyList<LevelNorm> Levels =
    [
        new(1, 2100, null, 4, 0), new(2, 2300, 2600, 5, 90), new(3, 2300, 2600, 5, 90), new(4, 2300, 2600, 5, 120),
        new(5, 2900, 3200, 6, 120), new(6, 3000, 3300, 6, 150), new(7, 3200, 3500, 7, 150), new(8, 3300, 3600, 7, 150),
        new(9, 3300, 3600, 7, 210), new(10, 3400, 3700, 7, 210), new(11, 3400, 3700, 7, 210),
    ];
}
