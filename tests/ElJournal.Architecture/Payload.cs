using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ElJournal.Kernel;

namespace ElJournal.Architecture;

/// <summary>
/// The shapes that an event may have, so that its bytes are canonical for ever: text, yes or no, whole numbers below 2^53, days, ids,
/// personal text, lists and records of those. No fractions, no clocks, no enumerations, no dictionaries.
/// </summary>
internal static partial class Payload
{
    private const long Largest = 1L << 53;

    private static readonly HashSet<Type> Plain =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(DateOnly), typeof(Guid), typeof(PersonalText)];

    public static IEnumerable<string> Complaints(IReadOnlyList<Type> events)
    {
        foreach (var type in events)
        {
            var name = RecordedAttribute.NameOf(type);
            if (!Alias().IsMatch(name)) yield return $"{type.Name}: \"{name}\" is not module.snake_case.vN.";
            else if (name.Split('.')[0] != Modules.ModuleOf(type).ToLowerInvariant())
                yield return $"{type.Name}: \"{name}\" carries another module's name.";
            foreach (var complaint in Shape(type, type.Name, [])) yield return complaint;
        }
        foreach (var twice in events.GroupBy(RecordedAttribute.NameOf).Where(g => g.Count() > 1))
            yield return $"\"{twice.Key}\" names {string.Join(" and ", twice.Select(t => t.Name))}.";
    }

    /// <summary>The members that are written: everything readable but not ignored.</summary>
    public static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && !p.IsDefined(typeof(JsonIgnoreAttribute)));

    /// <summary>The element of a list; null for anything else.</summary>
    public static Type? ElementOf(Type type) => type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var element] ? element : null;

    public static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>What is wrong with written bytes, judged without the types.</summary>
    public static IEnumerable<string> Complaints(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Complaints(p.Value, $"{path}.{p.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Complaints(item, $"{path}[{i}]")),
        JsonValueKind.Number when !Whole().IsMatch(json.GetRawText()) || !json.TryGetInt64(out var n) || Math.Abs(n) >= Largest =>
            [$"{path}: {json.GetRawText()} is not a whole number below 2^53."],
        _ => [],
    };

    private static IEnumerable<string> Shape(Type type, string path, HashSet<Type> above)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.Contains(type) || IsId(type)) return [];
        if (ElementOf(type) is { } element) return Shape(element, path + "[]", above);
        if (type.GetCustomAttribute<JsonConverterAttribute>() is not null)
            return JsonSerializer.SerializeToElement(Sample.Of(type, type.Name), type).ValueKind == JsonValueKind.String
                ? [] : [$"{path}: {type.Name} has a converter that does not write text."];
        if (!type.IsClass || type.Namespace?.StartsWith("ElJournal", StringComparison.Ordinal) != true)
            return [$"{path}: {type.Name} is not in the canonical subset."];
        if (!above.Add(type)) return [$"{path}: {type.Name} holds itself."];
        if (type.IsAbstract || !type.IsSealed) return [$"{path}: {type.Name} is not sealed, so what it holds is not known."];
        return Members(type).SelectMany(member => Shape(member.PropertyType, $"{path}.{member.Name}", [.. above])).ToList();
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*\.[a-z][a-z0-9]*(_[a-z0-9]+)*\.v[1-9][0-9]*$")]
    private static partial Regex Alias();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)$")]
    private static partial Regex Whole();
}
