using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>How often intervals held the planted truth, and how wide they were.</summary>
internal sealed class Tally
{
    private int _count;
    private int _held;
    private int _without;
    private double _width;

    /// <summary>Share of all intervals that held the truth; where none was told, it did not.</summary>
    public double Coverage => (double)_held / _count;

    public double Width => _width / Math.Max(1, _count - _without);

    public int Count => _count;

    public void Add(Interval? interval, double truth)
    {
        _count++;
        if (interval is not { } ends)
        {
            _without++;
            return;
        }

        if (truth >= ends.Low - 1e-9 && truth <= ends.High + 1e-9) _held++;
        _width += ends.High - ends.Low;
    }

    /// <summary>Coverage and width as two columns of a table; below 93 % it is marked.</summary>
    public string Columns()
    {
        string held = string.Create(CultureInfo.InvariantCulture, $"{100 * Coverage:F1}");
        return string.Create(CultureInfo.InvariantCulture, $"{(IsLow ? $"**{held}**" : held)} | {Width:F3}");
    }

    public bool IsLow => Coverage < 0.93;
}
