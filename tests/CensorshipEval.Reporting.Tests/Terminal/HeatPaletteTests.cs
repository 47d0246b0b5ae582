using CensorshipEval.Reporting.Terminal;

namespace CensorshipEval.Reporting.Tests.Terminal;

public sealed class HeatPaletteTests
{
    private static readonly double[] Shares = [.. Enumerable.Range(0, 101).Select(static i => i / 100d)];

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, -1)]
    [InlineData(true, -1)]
    public void The_ink_stands_out_from_every_background(bool light, int sign)
    {
        foreach (RgbColor color in Shares.Select(share => HeatPalette.Background(sign * share, light)))
        {
            foreach (RgbColor background in new[] { color, HeatPalette.Nearest(color).Color })
            {
                RgbColor ink = HeatPalette.IsBlackInk(background) ? new RgbColor(0, 0, 0) : new RgbColor(255, 255, 255);
                background.ContrastTo(ink).ShouldBeGreaterThanOrEqualTo(4.5, $"{background}");
            }
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, -1)]
    [InlineData(true, -1)]
    public void More_is_always_brighter_or_always_darker_also_for_those_who_lack_a_cone(bool light, int sign)
    {
        RgbColor[] colors = [.. Shares.Select(share => HeatPalette.Background(sign * share, light))];
        foreach (Func<RgbColor, double> seen in new Func<RgbColor, double>[] { static color => color.Luminance, Deuteranope, Protanope, Tritanope })
        {
            for (int i = 10; i < colors.Length; i++)
            {
                double before = seen(colors[i - 10]), after = seen(colors[i]);
                (light ? before - after : after - before).ShouldBeGreaterThan(0, $"from {i - 10} to {i}");
            }
        }
    }

    [Fact]
    public void The_steps_of_the_scale_can_be_told_apart_in_256_colours() =>
        new[] { 0.1, 0.35, 0.6, 0.9, -0.1, -0.35, -0.6, -0.9 }.Select(static value => HeatPalette.Nearest(HeatPalette.Background(value, false)).Index).ShouldBeUnique();

    // Luminance of what is left of a colour without one kind of cones: Machado, Oliveira and Fernandes 2009, full severity.
    private static double Deuteranope(RgbColor color) => Seen(color, [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]);

    private static double Protanope(RgbColor color) => Seen(color, [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]);

    private static double Tritanope(RgbColor color) => Seen(color, [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]);

    private static double Seen(RgbColor color, double[] matrix)
    {
        double[] linear = [.. new[] { color.Red, color.Green, color.Blue }.Select(static channel => new RgbColor(channel, channel, channel).Luminance)];
        double Row(int row) => Math.Clamp((matrix[row * 3] * linear[0]) + (matrix[(row * 3) + 1] * linear[1]) + (matrix[(row * 3) + 2] * linear[2]), 0, 1);
        return (0.2126 * Row(0)) + (0.7152 * Row(1)) + (0.0722 * Row(2));
    }
}
