using CensorshipEval.Conformance;
using CensorshipEval.Detection;

namespace CensorshipEval.Tests.Conformance;

public sealed class DetectorThroughputTests
{
    private static readonly Exchange[] Two = [Labelled.Row(AnswerLabel.Answer, "en", "abc").ToExchange(), Labelled.Row(AnswerLabel.Answer, "en", "abcdefg").ToExchange()];

    [Fact]
    public async Task It_is_what_was_judged_in_whole_passes_by_the_time_it_took()
    {
        var clock = new Clock();
        var detector = new SlowDetector(clock, TimeSpan.FromSeconds(0.2));
        DetectorThroughput throughput = await DetectorThroughput.MeasureAsync(detector, Two, TimeSpan.FromSeconds(1), clock, TestContext.Current.CancellationToken);
        // Each pass takes 0.4 s, so a second is over with the third; a pass before them is not counted.
        (detector.Judged, throughput.Answers).ShouldBe((8, 6));
        throughput.Seconds.ShouldBe(1.2, 1e-9);
        throughput.AnswersPerSecond.ShouldBe(5, 1e-9);
        throughput.CharactersPerSecond.ShouldBe(25, 1e-9);
    }

    [Fact]
    public async Task It_ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var detector = new SlowDetector(new Clock(), TimeSpan.Zero) { Cancel = cancelled, After = 3 };
        await Should.ThrowAsync<OperationCanceledException>(() => DetectorThroughput.MeasureAsync(detector, Two, TimeSpan.FromDays(1), new Clock(), cancelled.Token));
        detector.Judged.ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_cannot_be_measured() =>
        await Should.ThrowAsync<ArgumentException>(() => DetectorThroughput.MeasureAsync(new SlowDetector(new Clock(), TimeSpan.Zero), []));

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class SlowDetector(Clock clock, TimeSpan each) : IRefusalDetector
    {
        public int Judged { get; private set; }

        public CancellationTokenSource? Cancel { get; init; }

        public int After { get; init; }

        public ComponentId Id { get; } = new("slow", "1.0.0");

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            clock.Now += each;
            if (++Judged == After) Cancel?.Cancel();
            return ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.Delivered, Engagement = Engagement.Complete });
        }
    }
}
