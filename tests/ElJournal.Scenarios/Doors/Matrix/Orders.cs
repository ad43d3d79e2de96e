using System.Reflection;
using System.Text.RegularExpressions;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>The program's commands, discovered, and made with as little in them as they can have: the rules behind the door refuse such.</summary>
internal static partial class Orders
{
    /// <summary>Every command of every module.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "ElJournal.*.dll").Order(StringComparer.Ordinal)
            .Where(file => !Path.GetFileName(file).Contains(".Tests", StringComparison.Ordinal) && !Path.GetFileName(file).Contains("Scenarios", StringComparison.Ordinal))
            .Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file)))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ICommand)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public static ICommand Make(Type type, Whose whose, Person person, Ids ids, DateOnly today) => (ICommand)Value(type, type.Name, whose, person, ids, today)!;

    private static object? Value(Type type, string name, Whose whose, Person person, Ids ids, DateOnly today)
    {
        if (Nullable.GetUnderlyingType(type) is not null) return null;
        if (type == typeof(Accounting.LessonId)) return ids.Lesson(whose, person);
        if (type == typeof(CourseId)) return new CourseId(ids.Of("course", whose, person));
        if (type == typeof(ClassId)) return new ClassId(ids.Of("class", whose, person));
        if (type == typeof(PupilId)) return new PupilId(ids.Of("pupil", whose, person));
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            return type.GetMethod("From", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, ["none"]);
        // A load carries commands of its own; one that the rules refuse will do.
        if (type == typeof(ICommand)) return new AddSubject(Guid.NewGuid(), SubjectId.From("none"), "");
        if (type == typeof(Guid)) return Guid.NewGuid();
        if (type == typeof(string)) return "";
        if (type == typeof(DateOnly)) return today;
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(today.ToDateTime(default), TimeSpan.Zero);
        // No person has such a card: the rules refuse it.
        if (type == typeof(PersonCard)) return new PersonCard("—", "—", null, null, "?", null);
        if (type == typeof(Opening)) return new Opening("");
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsPrimitive || type.IsEnum || type == typeof(decimal)) return Activator.CreateInstance(type);
        if (ElementOf(type) is { } element)
        {
            var list = Array.CreateInstance(element, 1);
            list.SetValue(Value(element, name, whose, person, ids, today), 0);
            return list;
        }
        var constructor = type.GetConstructors().Where(c => !c.GetParameters().Any(p => p.ParameterType == type)).MaxBy(c => c.GetParameters().Length);
        if (constructor is null || type.Namespace?.StartsWith("ElJournal", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"The matrix cannot make a {type.Name} for {name}: say how in {nameof(Orders)}.{nameof(Value)}.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? Default(p) : Value(p.ParameterType, $"{name}.{p.Name}", whose, person, ids, today))]);
    }

    private static object? Default(ParameterInfo parameter) =>
        parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? Activator.CreateInstance(parameter.ParameterType) : parameter.DefaultValue;

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open
        && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>)) ? type.GetGenericArguments()[0] : null;

    /// <summary>What a command does, in the words with which its source begins: «Назначить замену».</summary>
    public static string Words(Type type, string sources)
    {
        foreach (var file in Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file);
            var place = Regex.Match(text, $@"record {type.Name}\(");
            if (!place.Success) continue;
            var summary = Summary().Matches(text[..place.Index]).LastOrDefault()?.Groups[1].Value ?? "";
            // Up to the first sign that ends a phrase, the regulation's numbers and the English that follows left out.
            return Russian().Match(Regex.Replace(summary, @"\s*\n\s*///\s*", " ").Trim()).Value.Trim(' ', ',', '(', ':', '.', ';');
        }
        return "";
    }

    [GeneratedRegex(@"<summary>((?:(?!<summary>)[\s\S])*?)</summary>")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^[А-ЯЁа-яё—«»\-, ]+")]
    private static partial Regex Russian();
}
