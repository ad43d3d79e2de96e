using ElJournal.Kernel;

namespace ElJournal.Architecture;

/// <summary>A value of any event type with fixed content, for its golden file.</summary>
internal static class Sample
{
    private static readonly Guid Guid = Guid.Parse("0b8f6c1e-2f4a-4d5b-8c6d-7e8f90a1b2c3");

    /// <param name="name">Of the member: texts say it, so that two swapped members are seen.</param>
    public static object Of(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return name;
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 9007199254740991L;
        if (type == typeof(double)) return 4.5;
        if (type == typeof(decimal)) return 4.5m;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 27);
        if (type == typeof(Guid)) return Guid;
        if (type == typeof(PersonalText)) return new PersonalText(string.Concat(Enumerable.Repeat("0123456789abcdef", 4)), Guid);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (Payload.IsId(type)) return type.GetMethod("From")!.Invoke(null, [type.Name.ToLowerInvariant().Replace("id", "1", StringComparison.Ordinal)])!;
        if (Payload.ElementOf(type) is { } element)
        {
            var list = Array.CreateInstance(element, 1);
            list.SetValue(Of(element, name), 0);
            return list;
        }
        var constructor = type.GetConstructors().Where(c => c.GetParameters().Length > 0).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.Name} has no constructor to make a sample with.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, Lower(p.Name!)))]);
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
