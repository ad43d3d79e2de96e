using System.Collections;
using System.Reflection;
using Scriban.Runtime;

namespace ElJournal.Forms;

/// <summary>What a value of a form's data is to the one who writes a template.</summary>
public enum ModelValueKind
{
    /// <summary>Текст, число: printed as it is.</summary>
    Text,

    /// <summary>Да или нет: for <c>if</c>.</summary>
    Truth,

    /// <summary>Список: for <c>for</c>.</summary>
    List,

    /// <summary>Запись: has members of its own.</summary>
    Record,
}

/// <summary>Значение, доступное шаблону: a member of a form's data under the name by which a template takes it.</summary>
/// <param name="Name">In <c>snake_case</c>; empty for the items of a list that are no records.</param>
/// <param name="Example">Of the sample; null: it has none, or is a list or a record.</param>
/// <param name="Members">Of a record, or of the records in a list.</param>
public sealed record ModelValue(string Name, ModelValueKind Kind, string? Example, IReadOnlyList<ModelValue> Members)
{
    private const int LongestExample = 60;

    /// <summary>All that a template may take from data such as these.</summary>
    public static IReadOnlyList<ModelValue> Of(object sample) => MembersOf(sample.GetType(), sample);

    private static IReadOnlyList<ModelValue> MembersOf(Type type, object? sample) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)
            .Select(p => Describe(StandardMemberRenamer.Rename(p), p.PropertyType, sample is null ? null : p.GetValue(sample))),
    ];

    private static ModelValue Describe(string name, Type type, object? sample)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool)) return new(name, ModelValueKind.Truth, null, []);
        if (type == typeof(string) || type.IsPrimitive || type.IsEnum) return new(name, ModelValueKind.Text, Shortened(sample?.ToString()), []);
        if (ItemOf(type) is not { } item) return new(name, ModelValueKind.Record, null, MembersOf(type, sample));
        var inner = Describe("", item, (sample as IEnumerable)?.Cast<object?>().FirstOrDefault());
        return new(name, ModelValueKind.List, null, inner.Kind == ModelValueKind.Record ? inner.Members : [inner]);
    }

    private static Type? ItemOf(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static string? Shortened(string? text) =>
        text is { Length: > LongestExample } ? string.Concat(text.ReplaceLineEndings(" ").AsSpan(0, LongestExample), "…") : text?.ReplaceLineEndings(" ");
}
