using System.Text;
using ElJournal.Integrity.Anchors;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Watching;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Watching;

public sealed class AnchorLetterTests
{
    private static readonly SigningKey Key = new(new byte[32]);
    private static readonly SignedNote Note = new Checkpoint("eljournal.example/school7/2026-2027", 21, TreeHash.Leaf("x"u8)).Sign(Key);
    private static readonly WatchedSchool School = new("Школа № 7", TimeZoneInfo.FindSystemTimeZoneById("Asia/Yekaterinburg"));
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 30, 0, TimeSpan.Zero);

    /// <summary>What arrives after a server has broken lines its own way.</summary>
    [Fact]
    public void The_attachment_is_the_checkpoint_byte_for_byte_and_the_text_holds_it_too()
    {
        var arrived = Arrived(AnchorLetter.OfCheckpoint("journal@school.example", "director@school.example", School, Note, null, Now));
        arrived.Subject.ShouldBe("Контрольная точка журнала, 28.11.2026: записей 21", "by the school's clock");
        using var file = new MemoryStream();
        var part = (MimePart)arrived.Attachments.ShouldHaveSingleItem();
        part.FileName.ShouldBe("checkpoint.txt");
        part.Content!.DecodeTo(file);
        Encoding.UTF8.GetString(file.ToArray()).ShouldBe(Note.ToString());
        SignedNote.Parse(Encoding.UTF8.GetString(file.ToArray())).IsSignedBy(Key.Verifier("eljournal.example/school7/2026-2027")).ShouldBeTrue();
        var text = arrived.TextBody!.ReplaceLineEndings("\n");
        text.ShouldContain(Note.ToString().TrimEnd('\n'));
        text.ShouldContain("eljournal verify --against checkpoint.txt");
        text.ShouldContain("Школа № 7");
        text.ShouldContain("Полной проверки ещё не было.");
    }

    [Fact]
    public void The_alarm_names_the_place_and_what_to_do()
    {
        var found = new LogCheck(new LogChecked("2026-2027", 21, "ab", 1, "RowMissing", "2026-2027", 9, 10), Now);
        var arrived = Arrived(AnchorLetter.OfAlarm("journal@school.example", "director@school.example", School, found, Now));
        arrived.Subject!.ShouldStartWith("ТРЕВОГА");
        arrived.TextBody!.ShouldContain("лист 9 журнала 2026-2027, запись № 10");
        arrived.Attachments.ShouldBeEmpty();
    }

    [Fact]
    public void Settings_are_read_and_a_wrong_one_is_named()
    {
        Read().ShouldBeNull();
        Read(("Host", "mail.example"), ("From", "j@school.example")).ShouldBe(new MailSettings("mail.example", 587, SecureSocketOptions.StartTls, null, null, "j@school.example"));
        Read(("Host", "mail.example"), ("From", "j@school.example"), ("Security", "Tls"))!.Port.ShouldBe(465);
        foreach (var (name, value) in ((string, string)[])[("Port", "x"), ("Security", "perhaps"), ("From", "nobody")])
            Should.Throw<FormatException>(() => Read(("Host", "mail.example"), ("From", "j@school.example"), (name, value))).Message.ShouldContain(name);
    }

    [Fact]
    public void A_password_lies_in_a_file_that_nobody_else_reads()
    {
        var file = Path.GetTempFileName();
        try
        {
            var settings = new MailSettings("mail.example", 587, SecureSocketOptions.StartTls, "journal", file, "j@school.example");
            File.WriteAllText(file, "пароль почты\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            settings.Password().ShouldBe("пароль почты");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
                Should.Throw<FormatException>(settings.Password).Message.ShouldContain("chmod 600");
            }
            Should.Throw<FormatException>((settings with { PasswordFile = file + ".none" }).Password);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static MailSettings? Read(params (string Name, string Value)[] given) => MailSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(given.GroupBy(pair => pair.Name).Select(same => KeyValuePair.Create<string, string?>($"{MailSettings.Section}:{same.Key}", same.Last().Value))).Build());

    private static MimeMessage Arrived(MimeMessage letter)
    {
        using var wire = new MemoryStream();
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        letter.WriteTo(options, wire);
        wire.Position = 0;
        return MimeMessage.Load(wire);
    }
}
