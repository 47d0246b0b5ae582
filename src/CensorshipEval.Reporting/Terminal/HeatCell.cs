using System.Globalization;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>One cell: a share or a difference of shares, or why there is none.</summary>
/// <param name="Asked">Whether anything was asked.</param>
/// <param name="Value">From 0 to 1, of a difference from -1; <see langword="null"/> where nothing could be judged.</param>
/// <param name="Few">Whether it rests on too few families to prove anything.</param>
/// <param name="Expected">What should have been found; <see langword="null"/> where nobody says.</param>
/// <param name="IsSigned">Whether it is a difference.</param>
/// <param name="IsMuted">Whether it draws no eye: what everybody should refuse is no finding.</param>
internal readonly record struct HeatCell(bool Asked, double? Value, bool Few, double? Expected, bool IsSigned, bool IsMuted = false)
{
    public const char NoShade = ' ';

    public static HeatCell Nothing { get; } = new(false, null, false, null, false);

    public string Number => !Asked ? "·" : Text(Value);

    public string ExpectedText => Asked && Expected is { } expected ? $" ({Text(expected)})" : "";

    /// <summary>By quarters of the scale, so that it reads where colours do not.</summary>
    public char Shade => Math.Abs(Rounded(Value ?? 0)) switch
    {
        _ when IsMuted || Value is null or 0 => NoShade,
        0 when IsSigned => NoShade,
        < 25 => '░',
        < 50 => '▒',
        < 75 => '▓',
        _ => '█',
    };

    private string Text(double? value) => value switch
    {
        null => "–",
        { } difference when IsSigned => Rounded(difference).ToString("+0;−0;0", CultureInfo.InvariantCulture),
        > 0 and < 0.005 => "<1",
        >= 0.995 and < 1 => ">99",
        { } share => Rounded(share).ToString("0", CultureInfo.InvariantCulture),
    };

    private static double Rounded(double share) => Math.Round(100 * share, MidpointRounding.AwayFromZero);
}
