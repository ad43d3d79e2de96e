using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace ElJournal.Forms.Fonts;

/// <summary>The font files inside the package of fonts: resources of an assembly that is read as a file and never loaded (docs/adr/0018).</summary>
internal static class PackagedFonts
{
    private const string Bundle = "!AvaloniaResources";

    /// <summary>The bytes of one font file, such as <c>Inter-Regular.ttf</c>.</summary>
    public static byte[] Read(string file)
    {
        using var assembly = typeof(PackagedFonts).Assembly.GetManifestResourceStream("print-fonts")
            ?? throw new InvalidOperationException("The package of fonts is not embedded.");
        using var image = new PEReader(assembly);
        return Find(Resources(image), file);
    }

    private static byte[] Resources(PEReader image)
    {
        var metadata = image.GetMetadataReader();
        var bundle = metadata.ManifestResources.Select(metadata.GetManifestResource).First(r => metadata.GetString(r.Name) == Bundle);
        var section = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var length = section.GetReader((int)bundle.Offset, sizeof(int)).ReadInt32();
        return section.GetReader((int)bundle.Offset + sizeof(int), length).ReadBytes(length);
    }

    /// <summary>The bundle starts with the size of its index, then the version, the count and path, offset and size of each file.</summary>
    private static byte[] Find(byte[] bundle, string file)
    {
        using var reader = new BinaryReader(new MemoryStream(bundle), Encoding.UTF8);
        var start = sizeof(int) + reader.ReadInt32();
        reader.ReadInt32();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (path, offset, size) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
            if (path.EndsWith("/" + file, StringComparison.Ordinal)) return bundle[(start + offset)..(start + offset + size)];
        }
        throw new InvalidOperationException($"The package of fonts has no {file}.");
    }
}
