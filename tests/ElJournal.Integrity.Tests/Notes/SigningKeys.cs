using System.Diagnostics;
using System.Text;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Notes;

public sealed class SigningKeys : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("eljournal-key-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_reads_it()
    {
        var made = SigningKey.LoadOrCreate(directory, "checkpoint-key");
        var read = SigningKey.LoadOrCreate(directory, "checkpoint-key");

        read.PublicKey.ToArray().ShouldBe(made.PublicKey.ToArray());
        Directory.GetFiles(directory).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(directory, "checkpoint-key.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_key_that_others_can_read_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        SigningKey.LoadOrCreate(directory, "checkpoint-key");
        File.SetUnixFileMode(Path.Combine(directory, "checkpoint-key.pem"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Should.Throw<InvalidOperationException>(() => SigningKey.LoadOrCreate(directory, "checkpoint-key")).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void Openssl_verifies_a_checkpoint_and_finds_the_same_public_key()
    {
        var key = SigningKey.LoadOrCreate(directory, "checkpoint-key");
        var origin = "eljournal.example/school7/2026-2027";
        var note = new Checkpoint(origin, 1, TreeHash.Leaf("x"u8)).Sign(key);
        File.WriteAllText(InDirectory("public.pem"), key.Verifier(origin).ToPem());
        File.WriteAllBytes(InDirectory("text"), Encoding.UTF8.GetBytes(note.Text));
        File.WriteAllBytes(InDirectory("signature"), note.Signatures[0].Bytes.ToArray());
        File.WriteAllText(InDirectory("other"), note.Text + "x\n");

        Openssl("pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", InDirectory("public.pem"), "-in", InDirectory("text"), "-sigfile", InDirectory("signature"))
            .ShouldContain("Signature Verified Successfully");
        Openssl("pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", InDirectory("public.pem"), "-in", InDirectory("other"), "-sigfile", InDirectory("signature"))
            .ShouldContain("Signature Verification Failure");
        Openssl("pkey", "-in", InDirectory("checkpoint-key.pem"), "-pubout").ShouldBe(key.Verifier(origin).ToPem());
    }

    private string InDirectory(string name) => Path.Combine(directory, name);

    private static string Openssl(params string[] arguments)
    {
        using var openssl = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = openssl.StandardOutput.ReadToEnd();
        openssl.WaitForExit();
        return output;
    }
}
