using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard.Tests.Refusals;

/// <summary>Who is told may fail: no answer is lost by it, and no exception of the client's own.</summary>
[Collection(nameof(GuardTellingTests))]
[CollectionDefinition(nameof(GuardTellingTests), DisableParallelization = true)]
public sealed class GuardTellingTests
{
    public static TheoryData<bool, bool> Listeners { get; } = new() { { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Answers_and_refusals_pass_and_the_handler_is_called(bool logger, bool meter)
    {
        using var broken = new Broken(logger, meter);
        int told = 0;
        var options = new RefusalGuardOptions { OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid() };
        foreach (bool stream in new[] { true, false })
        {
            foreach (string text in new[] { Asking.Answer, Asking.Refusal })
            {
                ChatResponse response = await new ScriptedClient("telling", text, ChatFinishReason.Stop).UseRefusalGuard(options, logger: broken.Guard).AskAsync(stream);
                response.Text.ShouldBe(text);
                response.GetVerdict()!.IsHardRefusal.ShouldBe(text == Asking.Refusal);
            }
        }

        told.ShouldBe(2);
        broken.Thrown.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Who_leaves_a_stream_notices_nothing(bool logger, bool meter)
    {
        using var broken = new Broken(logger, meter);
        int told = 0;
        var options = new RefusalGuardOptions { OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid() };
        foreach (string text in new[] { Asking.Answer, Asking.Refusal, "I cannot" })
        {
            await foreach (ChatResponseUpdate _ in new ScriptedClient("telling", text, "more").UseRefusalGuard(options, logger: broken.Guard)
                .GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) break;
        }

        told.ShouldBe(1);
        broken.Thrown.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task The_exception_of_the_client_passes(bool logger, bool meter)
    {
        using var broken = new Broken(logger, meter);
        Exception[] failures = [new IOException("lost"), new HttpRequestException("content_filter", null, System.Net.HttpStatusCode.BadRequest)];
        foreach (Exception failure in failures)
        {
            foreach (string text in new[] { Asking.Answer, Asking.Refusal, "I cannot" })
            {
                foreach (bool stream in new[] { true, false })
                    (await Record.ExceptionAsync(() => new ScriptedClient("telling", text, failure).UseRefusalGuard(logger: broken.Guard).AskAsync(stream))).ShouldBeSameAs(failure);
            }
        }

        broken.Thrown.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task A_failure_of_the_guard_is_told_of_without_another(bool logger, bool meter)
    {
        using var broken = new Broken(logger, meter);
        var detector = new StubDetector(static (_, _) => throw new NotSupportedException("broken"));
        var options = new RefusalGuardOptions { OnRefusal = static (_, _) => throw new TimeZoneNotFoundException() };
        foreach (bool stream in new[] { true, false })
        {
            (await new ScriptedClient("telling", Asking.Answer).UseRefusalGuard(detector: detector, logger: broken.Guard).AskAsync(stream)).Text.ShouldBe(Asking.Answer);
            (await new ScriptedClient("telling", Asking.Refusal).UseRefusalGuard(options, logger: broken.Guard).AskAsync(stream)).GetVerdict()!.IsHardRefusal.ShouldBeTrue();
        }

        broken.Thrown.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task A_fallback_takes_place_and_says_so(bool logger, bool meter)
    {
        using var broken = new Broken(logger, meter);
        foreach (bool stream in new[] { true, false })
        {
            ChatResponse response = await First().UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, logger: broken.Fallback).AskAsync(stream);
            response.Text.ShouldBe(Asking.Answer);
            response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);

            response = await First().UseRefusalFallback(new ScriptedClient("other", new IOException("down")), Always.Yes, logger: broken.Fallback).AskAsync(stream);
            response.Text.ShouldBe(Asking.Refusal);
            response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);

            response = await First().UseRefusalFallback(new ScriptedClient("other", "never"), static (_, _) => throw new NotSupportedException(), logger: broken.Fallback).AskAsync(stream);
            response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.PredicateFailed);
        }

        broken.Thrown.ShouldBeGreaterThan(0);

        static ScriptedClient First() => new("telling", Asking.Refusal, ChatFinishReason.Stop);
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task A_fallback_that_is_left_or_breaks_hides_no_exception(bool logger, bool meter)
    {
        using var broken = new Broken(logger, meter);
        var failure = new HttpRequestException("content_filter", null, System.Net.HttpStatusCode.BadRequest);
        foreach (bool stream in new[] { true, false })
        {
            IChatClient blocked = new ScriptedClient("telling", failure).UseRefusalFallback(new ScriptedClient("other", "never"), static (_, _) => ValueTask.FromResult(false), logger: broken.Fallback);
            (await Record.ExceptionAsync(() => blocked.AskAsync(stream))).ShouldBeSameAs(failure);
        }

        // Behind an answer that was shown, and in the other model's answer.
        var few = new RefusalFallbackOptions { MaxHeldCharacters = 50 };
        IChatClient late = new ScriptedClient("telling", Asking.Answer, failure).UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes, few, logger: broken.Fallback);
        (await Record.ExceptionAsync(() => late.StreamAsync())).ShouldBeSameAs(failure);
        IChatClient breaking = new ScriptedClient("telling", Asking.Refusal).UseRefusalFallback(new ScriptedClient("other", Asking.Answer, failure), Always.Yes, few, logger: broken.Fallback);
        (await Record.ExceptionAsync(() => breaking.StreamAsync())).ShouldBeSameAs(failure);
        await foreach (ChatResponseUpdate _ in breaking.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) break;
        broken.Thrown.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_logger_that_throws_is_counted()
    {
        using var heard = new Heard();
        using var broken = new Broken(logger: true, meter: false);
        await new ScriptedClient("telling", Asking.Refusal).UseRefusalGuard(logger: broken.Guard).AskAsync(stream: true);
        await new ScriptedClient("telling", Asking.Refusal).UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, logger: broken.Fallback).AskAsync(stream: true);
        heard.Of("censorshipeval.guard.failures", "error.type", typeof(InvalidDataException).FullName!).Count.ShouldBe(broken.Thrown);
    }

    [Fact]
    public async Task A_listener_that_throws_on_one_counter_is_counted_by_another()
    {
        using var heard = new Heard();
        using var broken = new Broken(logger: false, meter: true, "censorshipeval.guard.responses");
        await new ScriptedClient("listened", Asking.Refusal).UseRefusalGuard().AskAsync(stream: true);
        heard.Of("censorshipeval.guard.failures", "error.type", typeof(InvalidDataException).FullName!).ShouldNotBeEmpty();
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", "listened").Count.ShouldBe(1);
    }

    [Fact]
    public void A_listener_that_throws_at_the_sight_of_a_counter_costs_that_counter_alone()
    {
        using var meter = new Meter("guard-telling-tests");
        using (var listener = new MeterListener { InstrumentPublished = static (published, _) => Refuse(published) })
        {
            listener.Start();
            Counter<long>? none = GuardInstruments.Make(meter, "refused", "{response}", "");
            none.ShouldBeNull();
            GuardInstruments.Count(none, default);
        }

        GuardInstruments.Make(meter, "other", "{response}", "").ShouldNotBeNull();

        static void Refuse(Instrument published)
        {
            if (published.Meter.Name == "guard-telling-tests") throw new InvalidDataException("The sink is broken.");
        }
    }

    /// <summary>What an app may listen with, broken.</summary>
    private sealed class Broken : IDisposable
    {
        private readonly MeterListener? _listener;
        private int _thrown;

        public Broken(bool logger, bool meter, string? instrument = null)
        {
            if (logger) (Guard, Fallback) = (new ThrowingLogger<RefusalGuardChatClient>(this), new ThrowingLogger<RefusalFallbackChatClient>(this));
            if (!meter) return;
            _listener = new MeterListener
            {
                InstrumentPublished = (published, listener) =>
                {
                    if (published.Meter.Name == RefusalGuardChatClient.MeterName && (instrument is null || published.Name == instrument)) listener.EnableMeasurementEvents(published);
                },
            };
            _listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw Failure());
            _listener.Start();
        }

        public ILogger<RefusalGuardChatClient>? Guard { get; }

        public ILogger<RefusalFallbackChatClient>? Fallback { get; }

        public int Thrown => _thrown;

        public void Dispose() => _listener?.Dispose();

        private InvalidDataException Failure()
        {
            Interlocked.Increment(ref _thrown);
            return new InvalidDataException("The sink is broken.");
        }

        private sealed class ThrowingLogger<T>(Broken broken) : ILogger<T>
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => throw broken.Failure();

            public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Debug ? throw broken.Failure() : true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw broken.Failure();
        }
    }
}
