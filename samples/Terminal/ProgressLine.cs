namespace CensorshipEval.Samples.Terminal;

/// <summary>
/// Says on standard error how far something is that takes longer than two seconds: one line that is rewritten on a terminal, a line every five seconds elsewhere.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly Lock _writing = new();
    private readonly Func<TimeSpan, string> _line;
    private readonly ITimer _timer;
    private bool _shown;
    private bool _ended;

    /// <summary>Starts the clock.</summary>
    /// <param name="line">What to say, given the time that has passed; called on another thread.</param>
    public ProgressLine(Func<TimeSpan, string> line)
    {
        _line = line;
        _timer = TimeProvider.System.CreateTimer(_ => Say(), null, Patience, _terminal ? OnTerminal : Elsewhere);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_writing)
        {
            _ended = true;
            if (_shown && _terminal) Console.Error.Write("\r\u001B[K");
        }
    }

    private void Say()
    {
        lock (_writing)
        {
            if (_ended) return;
            _shown = true;
            string line = _line(TimeProvider.System.GetElapsedTime(_started));
            if (_terminal) Console.Error.Write($"\r\u001B[K{line}");
            else Console.Error.WriteLine(line);
        }
    }
}
