using System.Globalization;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>A number of things, in words.</summary>
internal static class Counted
{
    public static string Of(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
