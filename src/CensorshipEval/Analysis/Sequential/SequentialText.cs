using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>How a test speaks of its numbers.</summary>
internal static class SequentialText
{
    public static string Words(SequentialRateTestOptions options) => $"{(options.Claim == SequentialClaim.AtMost ? "at most" : "at least")} {Value(options, options.Limit)}";

    /// <summary>Rates as per cent; what can be negative or above 1 as it is.</summary>
    public static string Value(SequentialRateTestOptions options, double value) =>
        options is { Low: 0, High: 1 } ? Percent(value) : Number(value, Math.Abs(value), 3);

    public static string Percent(double value) => $"{Number(100 * value, 100 * Math.Min(Math.Abs(value), Math.Abs(1 - value)), 2)} %";

    // As many decimals as two digits of what is small take: the value, or what is left to 100 %.
    private static string Number(double value, double small, int decimals)
    {
        if (small > 1e-9) decimals = Math.Max(decimals, 1 + (int)Math.Ceiling(-Math.Log10(small)));
        return value.ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }

    public static string Count(int families) => string.Create(CultureInfo.InvariantCulture, $"{families} {(families == 1 ? "family" : "families")}");
}
