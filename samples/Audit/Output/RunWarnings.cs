using CensorshipEval.Running;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Keeps what a run warns of, but for single failed calls and its own end, which are told elsewhere.</summary>
internal sealed class RunWarnings : ILogger<EvaluationRunner>
{
    private const int Most = 20;
    private const int UnknownFinishReason = 3;

    private readonly Lock _lock = new();
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock) return [.. _all];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id != UnknownFinishReason) return;
        lock (_lock)
        {
            if (_all.Count < Most) _all.Add(formatter(state, exception));
        }
    }
}
