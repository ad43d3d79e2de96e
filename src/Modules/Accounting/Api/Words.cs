using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;

namespace ElJournal.Accounting.Api;

/// <summary>Words for roles, channels and kinds, in the reader's language.</summary>
public static class Words
{
    public static string Of<T>(T value) where T : struct, Enum =>
        Text($"{typeof(T).Name.ToLowerInvariant()}.{Provenance.Headers.Name(value)}");

    public static string Of(Role role) => UiTexts.Of(role);

    public static string Text(string key) =>
        Refusals.Texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
}
