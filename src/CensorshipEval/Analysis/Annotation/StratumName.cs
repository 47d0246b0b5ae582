using System.Globalization;
using System.Text.RegularExpressions;

namespace CensorshipEval.Analysis;

/// <summary>The name of a stratum in a file, such as <c>s07 20/350</c>: letters and a space, so that no spreadsheet takes it for a date.</summary>
internal static partial class StratumName
{
    public static string Of(int number, int drawn, long size) => string.Create(CultureInfo.InvariantCulture, $"s{number:00} {drawn}/{size}");

    /// <summary>How many were drawn; <see langword="null"/> when the name is not one of ours.</summary>
    public static int? Drawn(string name) => TryRead(name)?.Drawn;

    /// <summary>The probability of the draw; <see langword="null"/> when the name is not one of ours.</summary>
    public static double? InclusionProbability(string name) => TryRead(name) is var (drawn, size) ? (double)drawn / size : null;

    private static (int Drawn, long Size)? TryRead(string name)
    {
        Match match = Pattern().Match(name);
        if (!match.Success) return null;
        int drawn = int.Parse(match.Groups["drawn"].ValueSpan, CultureInfo.InvariantCulture);
        long size = long.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture);
        return drawn >= 1 && drawn <= size ? (drawn, size) : null;
    }

    [GeneratedRegex(@"^s[0-9]+ (?<drawn>[0-9]{1,9})/(?<size>[0-9]{1,15})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
