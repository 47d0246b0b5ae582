namespace CensorshipEval.Reporting.Terminal;

/// <summary>
/// How many trials came a second lately: over the window, or, where it saw too few, since the last few trials. Its memory is bounded by the seconds of the window.
/// Not thread-safe; times are seconds since the beginning and never go back.
/// </summary>
internal sealed class RateWindow(TimeSpan window)
{
    /// <summary>With fewer trials than these there is no rate.</summary>
    private const int Fewest = 3;

    /// <summary>With a shorter time than this there is none either.</summary>
    private const double Shortest = 1;

    /// <summary>So many of the latest trials are looked at where the window has fewer.</summary>
    private const int Latest = 5;

    private readonly Queue<(double Second, long Trials)> _seconds = new();
    private readonly Queue<double> _latest = new();
    private readonly double _window = window.TotalSeconds;
    private double _current = double.NegativeInfinity;
    private long _inCurrent;
    private long _inWindow;
    private long _all;

    public void Add(double now)
    {
        double second = Math.Floor(now);
        if (second > _current)
        {
            if (_inCurrent > 0) _seconds.Enqueue((_current, _inCurrent));
            _current = second;
            _inCurrent = 0;
        }

        _inCurrent++;
        _inWindow++;
        _all++;
        _latest.Enqueue(now);
        if (_latest.Count > Latest + 1) _latest.Dequeue();
        Forget(now);
    }

    /// <summary>Trials a second; <see langword="null"/> before there is a basis.</summary>
    public double? At(double now)
    {
        if (_all < Fewest || now < Shortest) return null;
        Forget(now);
        double begun = Math.Max(0, Math.Floor(now) - _window);
        if (_inWindow >= Latest && now - begun >= Shortest) return _inWindow / (now - begun);
        // So few come that the window says nothing: since the one before the last few, or since the beginning.
        (double since, long trials) = _latest.Count > Latest ? (_latest.Peek(), Latest) : (0, _latest.Count);
        return trials / Math.Max(now - since, Shortest);
    }

    private void Forget(double now)
    {
        double begun = Math.Floor(now) - _window;
        while (_seconds.TryPeek(out (double Second, long Trials) oldest) && oldest.Second < begun)
        {
            _inWindow -= oldest.Trials;
            _seconds.Dequeue();
        }

        if (_current >= begun) return;
        _inWindow -= _inCurrent;
        _inCurrent = 0;
    }
}
