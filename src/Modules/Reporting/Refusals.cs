using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Reporting;

/// <summary>why something of reporting is refused.</summary>
public static partial class Refusals
{
    public static ResourceManager Texts => Sentences.All;

    private static RefusalKind Kind(string name) => new("reporting." + name, Texts);

    /// <summary>Apart, because which file of this class is initialised first is nobody's choice.</summary>
    private static class Sentences
    {
        public static readonly ResourceManager All = new("ElJournal.Reporting.Texts", typeof(Refusals).Assembly);
    }
}
