namespace CensorshipEval.Reporting.Terminal;

/// <summary>A colour of the sRGB space.</summary>
internal readonly record struct RgbColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Relative luminance, 0 to 1.</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>The colour of that lightness and hue (in degrees), as colourful as wanted or as the screen can.</summary>
    public static RgbColor OfOklch(double lightness, double chroma, double hue)
    {
        double low = 0, high = chroma;
        if (IsWithin(Mix(lightness, chroma, hue))) low = chroma;
        else for (int i = 0; i < 20; i++)
        {
            double middle = (low + high) / 2;
            if (IsWithin(Mix(lightness, middle, hue))) low = middle;
            else high = middle;
        }

        (double red, double green, double blue) = Mix(lightness, low, hue);
        return new RgbColor(Encoded(red), Encoded(green), Encoded(blue));
    }

    /// <summary>Contrast by the accessibility guidelines, 1 to 21.</summary>
    public double ContrastTo(RgbColor other)
    {
        double mine = Luminance, others = other.Luminance;
        return (Math.Max(mine, others) + 0.05) / (Math.Min(mine, others) + 0.05);
    }

    /// <summary>How different two colours look.</summary>
    public double DistanceTo(RgbColor other)
    {
        (double lightness, double a, double b) = Oklab();
        (double otherLightness, double otherA, double otherB) = other.Oklab();
        return Math.Sqrt(Math.Pow(lightness - otherLightness, 2) + Math.Pow(a - otherA, 2) + Math.Pow(b - otherB, 2));
    }

    // The matrices of Oklab are those that its author, Björn Ottosson, gave to the public domain.
    private (double Lightness, double A, double B) Oklab()
    {
        double red = Linear(Red), green = Linear(Green), blue = Linear(Blue);
        double l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        double m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        double s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return ((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s), (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s), (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    private static (double Red, double Green, double Blue) Mix(double lightness, double chroma, double hue)
    {
        (double sine, double cosine) = Math.SinCos(hue * Math.PI / 180);
        double a = chroma * cosine, b = chroma * sine;
        double l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        double m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        double s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return ((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s), (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s), (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static bool IsWithin((double Red, double Green, double Blue) color) =>
        color.Red is >= -1e-6 and <= 1 + 1e-6 && color.Green is >= -1e-6 and <= 1 + 1e-6 && color.Blue is >= -1e-6 and <= 1 + 1e-6;

    private static double Linear(byte encoded)
    {
        double value = encoded / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Encoded(double linear)
    {
        double value = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (value <= 0.0031308 ? 12.92 * value : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055));
    }
}
