using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard.Tests.Refusals;

/// <summary>Messages of exceptions quote what was asked, as those of providers do.</summary>
public sealed class LogContentTests
{
    private const string Quoted = "the request 'What happened at Tiananmen Square?' was not understood";

    public static TheoryData<string> Failures => ["detector", "handler", "predicate", "fallback", "fallback's stream"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Logs_quote_no_message_of_an_exception(string failure)
    {
        List<string> lines = await LogsOfAsync(failure, recordContent: false);
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(static line => !line.Contains("Tiananmen", StringComparison.Ordinal));
        lines.ShouldContain(static line => line.Contains($"{typeof(InvalidTimeZoneException).FullName} <- {typeof(FormatException).FullName}", StringComparison.Ordinal), "types and causes are told");
        lines.ShouldContain(static line => line.Contains("   at ", StringComparison.Ordinal), "and where it was thrown");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whoever_records_content_has_the_messages_too(string failure) =>
        (await LogsOfAsync(failure, recordContent: true)).ShouldContain(static line => line.Contains(Quoted, StringComparison.Ordinal));

    [Fact]
    public void Without_a_logger_nothing_is_wrapped() => SafeLogger.Of(null, recordContent: false).IsEnabled(LogLevel.Critical).ShouldBeFalse();

    private static async Task<List<string>> LogsOfAsync(string failure, bool recordContent)
    {
        using var factory = new LinesFactory();
        bool stream = failure.EndsWith("stream", StringComparison.Ordinal);
        if (failure is "detector" or "handler")
        {
            var options = new RefusalGuardOptions { RecordContent = recordContent, OnRefusal = static (_, _) => throw Quoting() };
            StubDetector? detector = failure is "detector" ? new StubDetector(static (_, _) => throw Quoting()) : null;
            await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard(options, detector, factory.CreateLogger<RefusalGuardChatClient>()).AskAsync(stream);
            return factory.Lines.FindAll(static line => line.StartsWith("Warning", StringComparison.Ordinal));
        }

        IChatClient other = failure is "predicate" ? new ScriptedClient("other", Asking.Answer) : new ScriptedClient("other", Quoting());
        await new ScriptedClient("m", Asking.Refusal).UseRefusalFallback(
            other,
            (_, _) => failure is "predicate" ? throw Quoting() : ValueTask.FromResult(true),
            new RefusalFallbackOptions { RecordContent = recordContent },
            logger: factory.CreateLogger<RefusalFallbackChatClient>()).AskAsync(stream);
        return factory.Lines.FindAll(static line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    private static InvalidTimeZoneException Quoting() => new(Quoted, new FormatException(Quoted));

    private sealed class LinesFactory : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
