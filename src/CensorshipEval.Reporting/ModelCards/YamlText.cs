using System.Globalization;

namespace CensorshipEval.Reporting.ModelCards;

/// <summary>Values in YAML that are nothing but values, whatever stands in them.</summary>
internal static class YamlText
{
    /// <summary>Text in double quotes. What is invisible is written out as characters that can be read, so that no reader of YAML takes it away.</summary>
    public static string Of(string text) =>
        $"\"{VisibleText.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A number with up to four decimals, and always with one, so that it is no integer.</summary>
    public static string Of(double number) => (Math.Round(number, 4) is var rounded && rounded == 0 ? 0 : rounded).ToString("0.0###", CultureInfo.InvariantCulture);
}
