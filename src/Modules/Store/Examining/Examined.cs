using System.Globalization;
using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Store.Examining;

/// <summary>One thing with its words in a file of texts: <c>examined.{check}.about</c>, <c>….advice</c> and what else it says.</summary>
public abstract class Examined(string check, ResourceManager texts) : IExamined
{
    public string Check => check;

    public virtual string About => Say("about");

    public abstract Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel);

    protected Finding Well(string seen, SchoolId? school = null) => new(check, About, Health.Well, seen, null, school);

    protected Finding Note(string seen, SchoolId? school = null, string advice = "advice") => new(check, About, Health.Note, seen, Say(advice), school);

    protected Finding Ill(string seen, SchoolId? school = null, string advice = "advice") => new(check, About, Health.Ill, seen, Say(advice), school);

    protected Finding Judge(bool isWell, string seen, SchoolId? school = null) => isWell ? Well(seen, school) : Ill(seen, school);

    protected string Say(string key, params object?[] values) => string.Format(
        CultureInfo.CurrentUICulture,
        texts.GetString($"examined.{check}.{key}", CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"No text 'examined.{check}.{key}'."),
        values);
}
