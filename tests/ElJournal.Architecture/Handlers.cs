using System.Reflection;
using ElJournal.Kernel;

namespace ElJournal.Architecture;

/// <summary>Wolverine finds only public handlers, and a handler that holds state is no pure function.</summary>
internal static class Handlers
{
    public static IEnumerable<string> Complaints(IReadOnlyList<Type> types)
    {
        var handlers = types.Where(IsHandler).ToList();
        foreach (var handler in handlers)
        {
            if (!handler.IsVisible) yield return $"{handler.FullName} is not public: its command would find no handler.";
            if (!(handler.IsAbstract && handler.IsSealed)) yield return $"{handler.FullName} is not static.";
        }
        var handled = handlers.Where(h => h.IsVisible).SelectMany(h => h.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.Name is "Handle" or "HandleAsync")
            .SelectMany(m => m.GetParameters().Take(1)).Select(p => p.ParameterType).ToHashSet();
        foreach (var command in types.Where(t => t is { IsAbstract: false, IsInterface: false } && typeof(ICommand).IsAssignableFrom(t)))
        {
            if (!handled.Contains(command)) yield return $"{command.FullName} is a command without a handler.";
        }
    }

    /// <summary>Message handlers by name; what extends a framework's own handler (authorization, HTTP) is something else.</summary>
    private static bool IsHandler(Type type) => type.IsClass && type.Name.EndsWith("Handler", StringComparison.Ordinal)
        && type.BaseType == typeof(object) && type.GetInterfaces().Length == 0;
}
