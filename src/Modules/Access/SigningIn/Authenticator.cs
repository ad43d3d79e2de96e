using ElJournal.Kernel;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;
using QRCoder;
using JasperFx.Metadata;

namespace ElJournal.Access.SigningIn;

/// <summary>Второй шаг входа: the secret that the owner's phone shares with us. A document: it must be erasable. Its id is the account's.</summary>
public sealed record Authenticator : IVersioned
{
    public string Id { get; set; } = "";

    /// <summary>Protected by the installation's keys.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Number of the half minute whose code was taken last: no code is taken twice (RFC 6238, 5.2; ASVS 5.0, 6.5.1).</summary>
    public long LastStep { get; set; }

    public string RecoverySalt { get; set; } = "";

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

    /// <summary>Two sign-ins at once with one code: the second is told.</summary>
    public Guid Version { get; set; }

    public string? RecoveryHash(string typed) => RecoveryCodes.FirstOrDefault(hash => OneTimeCode.Matches(RecoverySalt, hash, typed));

    /// <summary>Never prints secrets: this record may meet a log.</summary>
    public override string ToString() => $"Authenticator {Id}";
}

/// <summary>Ten recovery codes: what is shown once, and what is kept.</summary>
public sealed record RecoveryCodes(string Salt, IReadOnlyList<string> Hashes)
{
    public const int Count = 10;

    public static (IReadOnlyList<string> Shown, RecoveryCodes Kept) Make()
    {
        var salt = OneTimeCode.Salt();
        string[] codes = [.. Enumerable.Range(0, Count).Select(_ => OneTimeCode.New())];
        return (codes, new RecoveryCodes(salt, [.. codes.Select(code => OneTimeCode.Hash(salt, code))]));
    }

    /// <summary>Never prints hashes: this record may meet a log.</summary>
    public override string ToString() => "RecoveryCodes";
}

/// <summary>Makes, keeps and checks the secrets of the second step (RFC 6238: SHA-1, six digits, thirty seconds, as every phone knows it).</summary>
public sealed class Totps(IDataProtectionProvider protection)
{
    /// <summary>One step before and after: a phone's clock may be half a minute off.</summary>
    private static readonly VerificationWindow Window = new(1, 1);

    private readonly IDataProtector protector = protection.CreateProtector("ElJournal.Access.Totp");

    /// <summary>A new secret, protected.</summary>
    /// <param name="account">For whom: the secret of one account is of no use to another.</param>
    public string New(AccountId account) => Keep(account, KeyGeneration.GenerateRandomKey(20));

    /// <summary>As a person types it into the phone: JBSW Y3DP …</summary>
    public string Key(AccountId account, string secret) =>
        string.Join(' ', Base32Encoding.ToString(Open(account, secret)).Chunk(4).Select(group => new string(group)));

    /// <summary>The picture that the phone reads, as a data address.</summary>
    public string Picture(AccountId account, string secret, string login)
    {
        var uri = new OtpUri(OtpType.Totp, Open(account, secret), login, "ЭлЖурнал").ToString();
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        return "data:image/png;base64," + Convert.ToBase64String(new PngByteQRCode(data).GetGraphic(6));
    }

    /// <summary>The step whose code it is, if that is a later one than was taken last; else null.</summary>
    public long? Step(AccountId account, string secret, string code, long lastStep, DateTimeOffset now) =>
        new Totp(Open(account, secret)).VerifyTotp(now.UtcDateTime, string.Concat(code.Where(char.IsAsciiDigit)), out var step, Window) && step > lastStep ? step : null;

    /// <summary>Whether the text is a secret of this account, made here.</summary>
    public bool IsOurs(AccountId account, string? secret)
    {
        try
        {
            return secret is not null && Open(account, secret).Length > 0;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    private string Keep(AccountId account, byte[] key) => Convert.ToBase64String(protector.CreateProtector(account.Value).Protect(key));

    private byte[] Open(AccountId account, string secret)
    {
        var bytes = new byte[secret.Length];
        return Convert.TryFromBase64String(secret, bytes, out var length)
            ? protector.CreateProtector(account.Value).Unprotect(bytes[..length])
            : throw new System.Security.Cryptography.CryptographicException("Not a secret.");
    }
}
