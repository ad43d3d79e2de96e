using System.Globalization;

namespace ElJournal.Reporting.Printing;

/// <summary>A printed form is in Russian, whoever prints it: what it says is made as for a Russian reader.</summary>
internal static class InRussian
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>Makes something in Russian. The culture goes with the call and ends with it: the caller's stays what it was.</summary>
    public static async Task<T> Of<T>(Func<Task<T>> make)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture;
        return await make();
    }
}
