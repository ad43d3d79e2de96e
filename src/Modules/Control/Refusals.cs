using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Control;

/// <summary>Why something of the control is refused.</summary>
public static partial class Refusals
{
    public static ResourceManager Texts => Sentences.All;

    private static RefusalKind Kind(string name) => new("control." + name, Texts);

    /// <summary>Apart, because which file of this class is initialised first is nobody's choice.</summary>
    private static class Sentences
    {
        public static readonly ResourceManager All = new("ElJournal.Control.Texts", typeof(Refusals).Assembly);
    }
}
