using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CensorshipEval.Guard;

/// <summary>Logs where it can: a logger that throws is counted as a failure, and costs nobody an answer, or the exception that says why there is none.</summary>
internal sealed class SafeLogger(ILogger inner) : ILogger
{
    /// <summary>The app's logger as this package uses it; without the messages of exceptions unless content is recorded.</summary>
    public static ILogger Of(ILogger? logger, bool recordContent) =>
        logger is null ? NullLogger.Instance : new SafeLogger(recordContent ? logger : new ContentFreeLogger(logger));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return inner.BeginScope(state);
        }
        catch (Exception exception)
        {
            GuardInstruments.CountFailure(exception);
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception exception)
        {
            GuardInstruments.CountFailure(exception);
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception failure)
        {
            GuardInstruments.CountFailure(failure);
        }
    }
}
