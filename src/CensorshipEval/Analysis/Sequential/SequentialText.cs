using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>How a test speaks of its numbers.</summary>
internal static class SequentialText
{
    public static string Words(SequentialRateTestOptions options) => $"{(options.Claim == SequentialClaim.AtMost ? "at most" : "at least")} {Value(options, options.Limit)}";

    /// <summary>Rates as per cent; what can be negative or above 1 as it is.</summary>
    public static string Value(SequentialRateTestOptions options, double value) =>
        options is { Low: 0, High: 1 } ? Percent(value) : value.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.##} %");

    public static string Count(int families) => string.Create(CultureInfo.InvariantCulture, $"{families} {(families == 1 ? "family" : "families")}");
}
