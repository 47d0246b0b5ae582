using System.Globalization;
using System.Text.RegularExpressions;
using CensorshipEval.Reporting.Html;

namespace CensorshipEval.Reporting.Tests.Html;

/// <summary>The colours of the style sheet, light and dark, by the contrast formula of WCAG 2.</summary>
public sealed partial class ContrastTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Colours = Pairs().Matches(PageAsset.Read("Web/page.css").Text)
        .ToDictionary(static match => match.Groups["name"].Value, static match => (match.Groups["light"].Value, match.Groups["dark"].Value), StringComparer.Ordinal);

    [Theory]
    [InlineData("ink", "paper")]
    [InlineData("ink", "raised")]
    [InlineData("muted", "paper")]
    [InlineData("muted", "raised")]
    [InlineData("accent", "paper")]
    [InlineData("mark-ink", "mark-bg")]
    [InlineData("heat-ink-less", "heat-less")]
    [InlineData("heat-ink-0", "heat-0")]
    [InlineData("heat-ink-1", "heat-1")]
    [InlineData("heat-ink-2", "heat-2")]
    [InlineData("heat-ink-3", "heat-3")]
    [InlineData("heat-ink-4", "heat-4")]
    [InlineData("heat-ink-5", "heat-5")]
    public void Text_can_be_read_upon_its_ground(string ink, string ground) => Least(ink, ground).ShouldBeGreaterThanOrEqualTo(4.5);

    [Theory]
    [InlineData("signal-1")]
    [InlineData("signal-2")]
    [InlineData("signal-3")]
    [InlineData("signal-4")]
    [InlineData("accent")]
    public void Marks_stand_out_from_the_page(string mark) => Least(mark, "paper").ShouldBeGreaterThanOrEqualTo(3);

    [Fact]
    public void The_heat_scale_grows_darker_or_lighter_with_every_step()
    {
        double[] light = [.. Enumerable.Range(0, 6).Select(static step => Luminance(Colours[$"heat-{step}"].Light))], dark = [.. Enumerable.Range(0, 6).Select(static step => Luminance(Colours[$"heat-{step}"].Dark))];
        light.ShouldBe(light.OrderDescending());
        dark.ShouldBe(dark.Order());
    }

    private static double Least(string one, string other) => Math.Min(Contrast(Colours[one].Light, Colours[other].Light), Contrast(Colours[one].Dark, Colours[other].Dark));

    private static double Contrast(string one, string other)
    {
        double first = Luminance(one), second = Luminance(other);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] parts = [.. new[] { 0, 2, 4 }.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+): light-dark\\(#(?<light>[0-9a-f]{6}), #(?<dark>[0-9a-f]{6})\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Pairs();
}
