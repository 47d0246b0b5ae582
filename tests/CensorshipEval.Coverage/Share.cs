using System.Globalization;

namespace CensorshipEval.Coverage;

/// <summary>How often something happened.</summary>
internal sealed class Share
{
    private int _count;
    private int _some;

    public double Value => (double)_some / _count;

    public void Add(bool happened)
    {
        _count++;
        if (happened) _some++;
    }

    /// <summary>In per cent; marked above 5 % and what chance adds to it in so many audits (2.6 standard errors).</summary>
    public string Column()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{100 * Value:F1}");
        return IsHigh ? $"**{text}**" : text;
    }

    public bool IsHigh => Value > 0.05 + (2.6 * Math.Sqrt(0.05 * 0.95 / _count));
}
