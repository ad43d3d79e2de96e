using System.Security.Cryptography;
using ElJournal.Integrity.Archives.Signing;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>Each signature of an opened bag against what it stands under.</summary>
internal sealed class SignatureCheck(OpenedBag bag, ArchiveTrust? trusted, List<ArchiveFault> faults)
{
    public void Run()
    {
        if (bag.Bytes(BagSignatures.TagManifest, faults) is not { } content) return;
        var known = new HashSet<string>(StringComparer.Ordinal) { BagSignatures.Server, BagSignatures.Director };
        Detached(BagSignatures.Server, BagSigner.Server, content);
        Detached(BagSignatures.Director, BagSigner.Director, content);
        Stamps(content, known);
        foreach (var path in bag.Entries.Keys.Where(path => path.StartsWith(BagSignatures.Folder, StringComparison.Ordinal) && !known.Contains(path)).Order(StringComparer.Ordinal))
            faults.Add(new ArchiveFault(ArchiveDamage.FileAdded, path));
    }

    private void Detached(string path, BagSigner by, byte[] content)
    {
        if (bag.Bytes(path, faults) is not { } signature)
        {
            if (by is BagSigner.Server && !bag.Entries.ContainsKey(path)) faults.Add(new ArchiveFault(ArchiveDamage.SignatureMissing, path));
            return;
        }
        var found = DetachedSignature.Judge(content, signature);
        if (found.Holds && by is BagSigner.Server && trusted?.IsServer(found.Der!) == false) faults.Add(new ArchiveFault(ArchiveDamage.KeyForeign, path));
        Keep(path, by, signature, found);
    }

    /// <summary>The first stamp, and each renewal under the one before it.</summary>
    private void Stamps(byte[] content, HashSet<string> known)
    {
        var last = 0;
        for (; bag.Entries.ContainsKey(BagSignatures.Renewal(last + 1)); last++) known.Add(BagSignatures.Renewal(last + 1));
        known.Add(BagSignatures.Stamp);
        var before = bag.Bytes(BagSignatures.Stamp, faults);
        if (before is null)
        {
            if (last > 0 && !bag.Entries.ContainsKey(BagSignatures.Stamp)) faults.Add(new ArchiveFault(ArchiveDamage.FileMissing, BagSignatures.Stamp));
            return;
        }
        Keep(BagSignatures.Stamp, BagSigner.Stamp, before, TimeStamp.Judge(content, before));
        if (last == 0 || bag.Bytes(BagSignatures.LongManifest, faults) is not { } manifest) return;
        for (var number = 1; number <= last; number++)
        {
            if (bag.Bytes(BagSignatures.Renewal(number), faults) is not { } stamp) return;
            Keep(BagSignatures.Renewal(number), BagSigner.Renewal, stamp, TimeStamp.Judge(BagSignatures.Renewed(before, manifest), stamp));
            before = stamp;
        }
    }

    private void Keep(string path, BagSigner by, byte[] bytes, SignatureJudgement found)
    {
        bag.Signatures.Add(new BagSignature(path, by, Convert.ToHexStringLower(SHA256.HashData(bytes)), found));
        if (!found.Holds) faults.Add(new ArchiveFault(ArchiveDamage.SignatureFalse, path, Flaw: found.Flaw));
    }
}
