using System.Globalization;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.People;

/// <summary>A form as it was typed, so that a refusal costs no typing.</summary>
/// <param name="Of">Which form of the page; empty where it has one or none was sent.</param>
/// <param name="Refusal">Why it was not accepted.</param>
public sealed record Draft(string Of, IFormCollection? Form, string? Refusal = null)
{
    private const int LongestNumber = 40;

    public static Draft Empty { get; } = new("", null);

    public int Status => Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    /// <summary>This draft where it is of that form, else an empty one.</summary>
    public Draft For(string form) => Of == form ? this : Empty;

    public string Text(string name, string? otherwise = "") => Form is null ? otherwise ?? "" : Form[name].ToString();

    public string Day(string name, DateOnly? otherwise) => Form is null ? Iso(otherwise) : Form[name].ToString();

    public bool Has(string name, string value) => Form is not null && Form[name].Contains(value);

    /// <summary>The command was refused; an accepted one leaves no draft.</summary>
    public Draft With(Outcome outcome) => this with { Refusal = outcome.Refusal?.Text() };

    /// <summary>What was typed as a date; null for none.</summary>
    public DateOnly? Date(string name) => DayOf(Text(name));

    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The form's own id of its command, so that a double click or a reload does it once.</summary>
    public Guid Command() => Guid.TryParse(Text("command"), out var id) ? id : Guid.NewGuid();

    public T? IdOf<T>(string name) where T : struct, IId<T> => Id.IsValid(Text(name)) ? T.From(Text(name)) : null;

    public IReadOnlyList<T> IdsOf<T>(string name) where T : struct, IId<T> =>
        Form is null ? [] : [.. Form[name].Where(Id.IsValid).Select(value => T.From(value!)).Distinct()];

    /// <summary>What stood there when the page was drawn, as its hidden fields say; null where the form does not speak of it.</summary>
    public IReadOnlyList<T>? SeenOf<T>(string name) where T : struct, IId<T> => Form?.ContainsKey(name) == true ? IdsOf<T>(name) : null;

    /// <summary>The same of one thing, by its mark.</summary>
    public string? Seen(string name = "seen") => Form?.ContainsKey(name) == true ? Form[name].ToString() : null;

    /// <summary>Приказ: «12-к от 01.09.2026». Null where number or date is missing; an order without its date is nothing to inspect.</summary>
    public string? Order(string number = "order", string day = "orderDate") =>
        Text(number).Trim() is { Length: > 0 and <= LongestNumber } typed && Date(day) is { } date ? Written.Order(typed, date) : null;

    public static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Words that stand in records themselves, the same in every language of the page.</summary>
internal static class Written
{
    public static string Order(string number, DateOnly day) => $"{number} от {Date(day)}";

    /// <summary>01.09.2026</summary>
    public static string Date(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
