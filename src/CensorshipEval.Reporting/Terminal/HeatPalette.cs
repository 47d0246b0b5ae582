using System.Globalization;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>
/// Backgrounds from dark to bright, evenly in perceived lightness, so that they keep their order for colour-blind readers and in grey; each with the one of black and white that stands
/// out from it by a contrast of at least 4.5 to 1. Differences below zero are blue.
/// </summary>
internal static class HeatPalette
{
    private const double Darkest = 0.32;
    private const double Brightest = 0.92;

    private static readonly byte[] CubeLevels = [0, 95, 135, 175, 215, 255];

    private static readonly (int Index, RgbColor Color)[] Palette = [.. Enumerable.Range(16, 240).Select(static index => (index, OfIndex(index)))];

    /// <summary>The text on the colour of a value, and the shade after it in that colour.</summary>
    public static string Paint(string text, char shade, double value, TerminalColors colors, bool lightBackground)
    {
        if (colors is TerminalColors.None) return text + shade;
        RgbColor color = Background(value, lightBackground);
        if (colors is TerminalColors.TrueColor)
        {
            string ink = IsBlackInk(color) ? "0;0;0" : "255;255;255";
            string paint = string.Create(CultureInfo.InvariantCulture, $"{color.Red};{color.Green};{color.Blue}");
            return $"\u001B[38;2;{ink};48;2;{paint}m{text}\u001B[0;38;2;{paint}m{shade}\u001B[0m";
        }

        (int index, RgbColor near) = Nearest(color);
        return string.Create(CultureInfo.InvariantCulture, $"\u001B[38;5;{(IsBlackInk(near) ? 16 : 231)};48;5;{index}m{text}\u001B[0;38;5;{index}m{shade}\u001B[0m");
    }

    /// <summary>The background of a share or difference.</summary>
    public static RgbColor Background(double value, bool lightBackground)
    {
        double much = Math.Clamp(Math.Abs(value), 0, 1);
        double bright = lightBackground ? 1 - much : much;
        double lightness = Darkest + ((Brightest - Darkest) * bright);
        // From violet over red and orange to yellow, the way things glow; from blue to a pale cyan below zero.
        double hue = value < 0 ? 265 - (55 * bright) : 315 + (145 * bright);
        double chroma = value < 0 ? 0.11 : 0.13 + (0.14 * bright * (1 - bright));
        return RgbColor.OfOklch(lightness, chroma, hue);
    }

    /// <summary>Of xterm's colours the one that looks most like it, with its index.</summary>
    public static (int Index, RgbColor Color) Nearest(RgbColor color) => Palette.MinBy(candidate => candidate.Color.DistanceTo(color));

    /// <summary>Whether black stands out more than white.</summary>
    public static bool IsBlackInk(RgbColor background) => background.ContrastTo(new RgbColor(0, 0, 0)) >= background.ContrastTo(new RgbColor(255, 255, 255));

    private static RgbColor OfIndex(int index)
    {
        if (index >= 232) return new RgbColor((byte)(8 + (10 * (index - 232))), (byte)(8 + (10 * (index - 232))), (byte)(8 + (10 * (index - 232))));
        int cube = index - 16;
        return new RgbColor(CubeLevels[cube / 36], CubeLevels[cube / 6 % 6], CubeLevels[cube % 6]);
    }
}
