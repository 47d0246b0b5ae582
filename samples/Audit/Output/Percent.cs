using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Samples.Audit.Output;

internal static class Percent
{
    public static string Of(double? rate) => rate is { } value ? (100 * value).ToString("0", CultureInfo.InvariantCulture) : "–";

    public static string Of(Interval? interval) => interval is { } value ? $"{Of(value.Low)}–{Of(value.High)}" : "–";
}
