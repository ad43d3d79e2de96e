using System.Globalization;
using System.Text;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Watching;
using MimeKit;

namespace ElJournal.Integrity.Anchors;

/// <summary>Письмо: what it is, how to keep it, how it is used, and the signed checkpoint, in the text and as a file. In Russian, whoever gets it.</summary>
public static class AnchorLetter
{
    public const string FileName = "checkpoint.txt";

    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static MimeMessage OfCheckpoint(string from, string to, WatchedSchool school, SignedNote note, LogWatch? watch, DateTimeOffset now)
    {
        var checkpoint = Checkpoint.Parse(note.Text);
        var text = Say(
            "letter.text", school.Name, school.LocalAt(now).ToString("d MMMM yyyy", Russian), checkpoint.Size, Checked(school, watch), Lines(note), FileName);
        return Letter(from, to, Say("letter.subject", school.LocalAt(now).ToString("dd.MM.yyyy", Russian), checkpoint.Size), text, now, note);
    }

    public static MimeMessage OfAlarm(string from, string to, WatchedSchool school, LogCheck found, DateTimeOffset now)
    {
        // The place is named in the language of the letter, whoever's thread this is.
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = Russian;
        try
        {
            var at = school.LocalAt(found.At).ToString("d MMMM yyyy, HH:mm", Russian);
            return Letter(from, to, Say("alarm.subject", school.LocalAt(now).ToString("dd.MM.yyyy", Russian)), Say(
                "alarm.text", school.Name, at, found.Found.Places, DamagePlace.Of(found.Found)), now, null);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static MimeMessage Letter(string from, string to, string subject, string text, DateTimeOffset now, SignedNote? note)
    {
        var letter = new MimeMessage { Subject = subject, Date = now };
        letter.From.Add(MailboxAddress.Parse(from));
        letter.To.Add(MailboxAddress.Parse(to));
        var words = new TextPart("plain") { Text = text };
        if (note is null)
        {
            letter.Body = words;
            return letter;
        }
        // Base64: no server on the way may turn a line's end, which is signed too.
        var file = new MimePart("text", "plain")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(note.ToString()))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = FileName,
        };
        file.ContentType.Charset = "utf-8";
        letter.Body = new Multipart("mixed") { words, file };
        return letter;
    }

    private static string Checked(WatchedSchool school, LogWatch? watch) => watch switch
    {
        null => Say("letter.unchecked"),
        { Last: { IsIntact: true } last } => Say("letter.intact", school.LocalAt(last.At).ToString("d MMMM, HH:mm", Russian)),
        { Last: var last } => Say("letter.damaged", school.LocalAt(last.At).ToString("d MMMM, HH:mm", Russian)),
    };

    private static string Lines(SignedNote note) => note.ToString().TrimEnd('\n');

    private static string Say(string key, params object?[] values) => string.Format(Russian, WatchWords.All.GetString(key, Russian)!, values);
}
