using System.Collections;

namespace CensorshipEval.Testing;

/// <summary>Trials that say how many they are: some runners print the properties of an exception.</summary>
internal sealed class ExchangeList(IReadOnlyList<Trial> trials) : IReadOnlyList<Trial>
{
    public int Count => trials.Count;

    public Trial this[int index] => trials[index];

    public IEnumerator<Trial> GetEnumerator() => trials.GetEnumerator();

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count:N0} {(Count == 1 ? "exchange" : "exchanges")}");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
