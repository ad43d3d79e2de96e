using System.Globalization;
using System.Resources;

namespace ElJournal.Ui;

/// <summary>The texts of one resource file in the reader's language. A key without a text is an error, never an empty place on the page.</summary>
public sealed class Texts(ResourceManager resources)
{
    public ResourceManager Resources { get; } = resources;

    public string this[string key] =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"No text '{key}'.");

    public string With(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentUICulture, this[key], arguments);

    /// <summary>"{0} урок|{0} урока|{0} уроков": the form that fits the number.</summary>
    public string Count(string key, int number) =>
        string.Format(CultureInfo.CurrentUICulture, Plural.Choose(number, this[key], CultureInfo.CurrentUICulture), number);

    /// <summary>The texts whose keys begin with <paramref name="prefix"/>, without it: what a script on the page needs.</summary>
    public SortedDictionary<string, string> Under(string prefix)
    {
        // The neutral file holds every key; the reader's language is asked for each.
        var keys = Resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in keys)
        {
            if (entry.Key is string key && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                found[key[prefix.Length..]] = this[key];
            }
        }
        return found;
    }
}
