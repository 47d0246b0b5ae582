using CensorshipEval.Targets;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Keeps the latest retry, so that a run that waits for a provider says so.</summary>
internal sealed class RetryNotes : ILogger<LiveModels>
{
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private string _latest = "";
    private long _at;
    private long _count;

    public override string ToString()
    {
        lock (_lock)
        {
            return _count == 0 || TimeProvider.System.GetElapsedTime(_at) > Lately ? "" : $"{_count} retries, lately {_latest}";
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        lock (_lock)
        {
            _latest = formatter(state, exception);
            _at = TimeProvider.System.GetTimestamp();
            _count++;
        }
    }
}
