using System.Collections;

namespace ElJournal.Reporting.Reading;

/// <summary>Rows that are made when they are looked at: of some ten thousand a page shows a hundred.</summary>
public sealed class LazyRows<T>(IReadOnlyList<T> items, Func<T, IReadOnlyList<Cell>> make) : IReadOnlyList<IReadOnlyList<Cell>>
{
    public int Count => items.Count;

    public IReadOnlyList<Cell> this[int index] => make(items[index]);

    public IEnumerator<IReadOnlyList<Cell>> GetEnumerator() => items.Select(make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
