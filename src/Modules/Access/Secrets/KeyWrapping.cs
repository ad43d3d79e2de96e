using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.Secrets;

/// <summary>How Data Protection's keys are closed before they go to the database.</summary>
public sealed class KeyWrapping(ProtectionCertificate certificate) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("wrapped", Convert.ToBase64String(certificate.Wrap(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))),
        typeof(KeyUnwrapping));
}

/// <summary>And opened again; the stored key names this class.</summary>
public sealed class KeyUnwrapping(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(
        services.GetRequiredService<ProtectionCertificate>().Unwrap(Convert.FromBase64String(encryptedElement.Value))));
}
