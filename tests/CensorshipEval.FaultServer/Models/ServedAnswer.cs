using CensorshipEval.Faults.Wire;

namespace CensorshipEval.Faults.Models;

/// <summary>An answer, and the sample of its prompt that it is.</summary>
/// <param name="Wire">What is sent; <see langword="null"/> when the connection is cut instead.</param>
/// <param name="Samples">Where the sample's number is from.</param>
/// <param name="Sample">The sample's number.</param>
internal readonly record struct ServedAnswer(WireAnswer? Wire, SampleCounter? Samples = null, int Sample = 0)
{
    /// <summary>It did not arrive: the next request is for the same sample.</summary>
    public void GiveBack() => Samples?.GiveBack(Sample);
}
