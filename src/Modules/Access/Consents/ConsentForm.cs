using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.Consents;

/// <summary>The form of a consent as it came: fields as typed, to be shown again after a refusal, and the command they make.</summary>
internal sealed class ConsentForm(IFormCollection form)
{
    /// <summary>Values of the field <c>by</c> beside <c>guardian.{id}</c>.</summary>
    public const string Representative = "representative";
    public const string ByPupil = "pupil";
    public const string GuardianPrefix = "guardian.";

    public string this[string field] => form[field].ToString().Trim();

    public IReadOnlyDictionary<string, string> Typed { get; } = form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal))
        .ToDictionary(f => f.Key, f => f.Value.ToString());

    public IEnumerable<PupilId> Pupils => form["pupil"].Where(Id.IsValid).Select(id => new PupilId(id!)).Distinct();

    /// <summary>Null when a field does not read; which cannot happen to somebody who uses the page.</summary>
    /// <param name="by">The field that says who gave it.</param>
    public RecordConsent? Command(PupilId pupil, ClassId schoolClass, string by, Scan? scan)
    {
        if (!DateOnly.TryParseExact(this["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            || !Enum.TryParse<ConsentState>(this["state"], out var state) || !Guid.TryParse(this["id"], out var id)) return null;
        var guardian = this[by].StartsWith(GuardianPrefix, StringComparison.Ordinal) && Id.IsValid(this[by][GuardianPrefix.Length..])
            ? new GuardianId(this[by][GuardianPrefix.Length..])
            : (GuardianId?)null;
        return new RecordConsent(
            Key(id, pupil), pupil, schoolClass, this["kind"], state, on, this["form"], guardian, this[by] == ByPupil,
            this[by] == Representative ? Words("giver") : null, Words("note"), scan);
    }

    /// <summary>The same form sent twice, by a double click or a reload, is one command for each pupil.</summary>
    private static Guid Key(Guid form, PupilId pupil) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{form:N} {pupil}")).AsSpan(0, 16));

    private Opening? Words(string field) => this[field] is { Length: > 0 } text ? new Opening(text.Length > 500 ? text[..500] : text) : null;
}
