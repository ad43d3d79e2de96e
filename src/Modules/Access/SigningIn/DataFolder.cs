using Microsoft.Extensions.Configuration;

namespace ElJournal.Access.SigningIn;

/// <summary>Каталог данных of this installation: what must outlive a restart and belongs to nobody else.</summary>
public sealed class DataFolder(IConfiguration configuration)
{
    /// <summary>Setting with the folder's path.</summary>
    public const string Setting = "ElJournal:Data";

    public string Path => configuration[Setting] is { Length: > 0 } path
        ? System.IO.Path.GetFullPath(path)
        : throw new InvalidOperationException($"{Setting} is not set: the folder for keys is unknown.");

    /// <summary>Writes a file that only the program's own user may read.</summary>
    public static void WritePrivate(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
