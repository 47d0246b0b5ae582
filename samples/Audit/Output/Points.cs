using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Differences of rates, in points.</summary>
internal static class Points
{
    public static string Of(double? difference) => difference is { } value ? (100 * value).ToString("+0;−0;0", CultureInfo.InvariantCulture) : "–";

    public static string Of(Interval? interval) => interval is { } ends ? $"{Of(ends.Low)} to {Of(ends.High)}" : "–";

    /// <summary>Rounded up: less than this would not be found.</summary>
    public static string OfLeast(double? difference) => difference is { } value ? "±" + Math.Ceiling(100 * value - 1e-9).ToString("0", CultureInfo.InvariantCulture) : "–";

    public static string OfP(double? p) => p switch
    {
        null => "–",
        < 0.001 => "<0.001",
        { } value => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
