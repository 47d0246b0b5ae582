using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>An interval of a rate, or of a difference.</summary>
/// <param name="Low">Lower end; of a rate 0 to 1, of a difference of rates -1 to 1.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Both ends with three decimals, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low:0.000} to {High:0.000}");
}
