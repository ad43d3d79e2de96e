using System.Runtime.InteropServices;
using ElJournal.Kernel;

namespace ElJournal.Sample.Living;

/// <summary>Puts events down as they happen; the year takes them from here.</summary>
internal sealed class Recorder(Agenda agenda, Dice dice)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly Dice ids = dice.For("ids");
    private readonly List<YearEvent> done = [];
    private readonly Dictionary<string, int> versions = [];

    /// <summary>Id of one more command or entry.</summary>
    public Guid Cause() => ids.Guid();

    /// <summary>An id as the program would have drawn it: 16 characters.</summary>
    public T Id<T>() where T : struct, IId<T>
    {
        Span<char> text = stackalloc char[16];
        foreach (ref var c in text) c = Alphabet[ids.Below(Alphabet.Length)];
        return T.From(new string(text));
    }

    public Opening Words(string words) => new(ids.Guid(), ids.Bytes(32), words);

    /// <param name="words">Those that the event commits to.</param>
    public void Add(Guid cause, Actor by, string stream, Type model, object e, string? permit = null, Opening? words = null)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(versions, stream, out _)++;
        done.Add(new YearEvent(agenda.Now, stream, model, e, by, cause, permit, words is null ? null : [words]));
    }

    /// <summary>How many events a stream has.</summary>
    public int VersionOf(string stream) => versions.GetValueOrDefault(stream);

    public IReadOnlyList<YearEvent> Take()
    {
        YearEvent[] taken = [.. done];
        done.Clear();
        return taken;
    }
}
