using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using JasperFx.Events;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Шаблон формы, действующий в школе.</summary>
/// <param name="Id">Key of the stream, <c>print-template/{form}</c>.</param>
/// <param name="Text">Null: the school has returned to the program's own.</param>
/// <param name="Hash">SHA-256 of the text, lower-case hex; empty for the program's own.</param>
/// <param name="At">When it came into force.</param>
/// <param name="By">Whose doing it was.</param>
public sealed record SchoolTemplate(string Id, string Form, string? Text, string Hash, DateTimeOffset At, AccountId? By)
{
    public static SchoolTemplate Create(IEvent<TemplateReplaced> e) =>
        new(TemplateStreams.Of(e.Data.Form), e.Data.Form, e.Data.Text, HashOf(e.Data.Text), e.Timestamp, Author(e));

    public static SchoolTemplate Apply(IEvent<TemplateReplaced> e, SchoolTemplate template) =>
        template with { Text = e.Data.Text, Hash = HashOf(e.Data.Text), At = e.Timestamp, By = Author(e) };

    public static SchoolTemplate Apply(IEvent<TemplateReturned> e, SchoolTemplate template) =>
        template with { Text = null, Hash = "", At = e.Timestamp, By = Author(e) };

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static AccountId? Author(IEvent e) => Kernel.Id.IsValid(e.UserName) ? new AccountId(e.UserName) : null;
}
