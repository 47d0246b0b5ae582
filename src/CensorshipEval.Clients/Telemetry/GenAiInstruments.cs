using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace CensorshipEval.Clients;

/// <summary>
/// The instruments of the OpenTelemetry semantic conventions for generative AI clients (1.41), with their units and bucket boundaries. One set for
/// the process, as instruments are: they hold no state but who listens.
/// </summary>
internal static class GenAiInstruments
{
    private static readonly string Version = typeof(GenAiInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static readonly Meter Meter = new(TelemetryChatClient.SourceName, Version);

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    public static ActivitySource Source { get; } = new(TelemetryChatClient.SourceName, Version);

    public static Histogram<double> Duration { get; } =
        Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "GenAI operation duration.", tags: null, Seconds);

    public static Histogram<double> TimeToFirstChunk { get; } =
        Meter.CreateHistogram("gen_ai.client.operation.time_to_first_chunk", "s", "Time to receive the first chunk of a stream.", tags: null, Seconds);

    public static Histogram<long> TokenUsage { get; } = Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.", tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] });

    public static bool AnyoneListens => Source.HasListeners() || Duration.Enabled || TimeToFirstChunk.Enabled || TokenUsage.Enabled;
}
