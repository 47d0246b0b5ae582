using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>
/// Logs exceptions without their messages: a provider, a handler or a predicate may quote the prompt there. Types and frames stay, and what is logged of it
/// cannot depend on who writes the next line of code.
/// </summary>
internal sealed class ContentFreeLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel)) return;
        inner.Log(logLevel, eventId, state, exception is null ? null : new ExceptionWithoutText(exception), formatter);
    }
}
