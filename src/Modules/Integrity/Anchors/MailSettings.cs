using System.Globalization;
using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace ElJournal.Integrity.Anchors;

/// <summary>Почтовый сервер, as the operator sets it: <c>ElJournal:Mail:Host</c>, <c>Port</c>, <c>Security</c>, <c>User</c>, <c>PasswordFile</c>, <c>From</c>.</summary>
/// <param name="Security"><c>StartTls</c> (the default), <c>Tls</c>, or <c>None</c> for a server on this machine.</param>
/// <param name="PasswordFile">The password itself stands in no configuration.</param>
public sealed record MailSettings(string Host, int Port, SecureSocketOptions Security, string? User, string? PasswordFile, string From)
{
    public const string Section = "ElJournal:Mail";

    private const int Submission = 587;
    private const int Smtps = 465;

    /// <summary>Null: no mail server is set.</summary>
    /// <exception cref="FormatException">What is set cannot be used; the message names the setting.</exception>
    public static MailSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Host"] is not { Length: > 0 } host) return null;
        var security = section["Security"] switch
        {
            null or "" or "StartTls" => SecureSocketOptions.StartTls,
            "Tls" => SecureSocketOptions.SslOnConnect,
            "None" => SecureSocketOptions.None,
            _ => throw new FormatException($"{Section}:Security"),
        };
        var port = section["Port"] is not { Length: > 0 } text ? security is SecureSocketOptions.SslOnConnect ? Smtps : Submission
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : throw new FormatException($"{Section}:Port");
        var from = section["From"] ?? "";
        if (!NameRecipientHandler.IsAddress(from)) throw new FormatException($"{Section}:From");
        return new MailSettings(host, port, security, Given(section["User"]), Given(section["PasswordFile"]), from);
    }

    /// <summary>Reads the password anew each time: it may be changed without a restart.</summary>
    /// <exception cref="FormatException">The file is not there, or others may read it.</exception>
    public string Password()
    {
        if (PasswordFile is null || !File.Exists(PasswordFile)) throw new FormatException($"{Section}:PasswordFile");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(PasswordFile) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new FormatException($"{Section}:PasswordFile, chmod 600");
        return File.ReadAllText(PasswordFile).TrimEnd('\r', '\n');
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
