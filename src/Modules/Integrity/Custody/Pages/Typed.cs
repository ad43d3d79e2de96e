using System.Globalization;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ElJournal.Integrity.Custody.Pages;

/// <summary>A form that was refused, as it was typed.</summary>
/// <param name="Form">Which of the page's forms.</param>
/// <param name="Refusal">Why.</param>
public sealed record Typed(string Form, IReadOnlyDictionary<string, StringValues> Values, string Refusal)
{
    public static Typed Of(string form, IFormCollection values, Refusal refusal) => new(form, values.ToDictionary(v => v.Key, v => v.Value), refusal.Text());

    public string Text(string name) => Values.GetValueOrDefault(name).ToString();

    public bool Has(string name, string value) => Values.GetValueOrDefault(name).Contains(value);
}

/// <summary>Reads fields of a form.</summary>
internal static class Fields
{
    public static string Text(this IFormCollection form, string name) => form[name].ToString().Trim();

    public static IReadOnlyList<string> All(this IFormCollection form, string name) => [.. form[name].OfType<string>()];

    /// <summary>The first day of all where none is typed: the rules refuse it.</summary>
    public static DateOnly Day(this IFormCollection form, string name) => DateOnly.TryParseExact(form.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default;

    /// <summary>Of the command: made with the page, so that a form sent twice is done once.</summary>
    public static Guid Command(this IFormCollection form) => Guid.TryParse(form.Text("id"), out var id) ? id : Guid.NewGuid();

    public static int Number(this IFormCollection form, string name) => int.TryParse(form.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Dotted(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
