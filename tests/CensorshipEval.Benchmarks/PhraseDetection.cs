using BenchmarkDotNet.Attributes;
using CensorshipEval.Detection;

namespace CensorshipEval.Benchmarks;

/// <summary>One verdict on an answer, the same over and over. Per operation: time in nanoseconds, memory allocated in bytes.</summary>
public class PhraseDetection
{
    private readonly DefaultRefusalDetector _detector = new();
    private readonly PhraseRefusalDetector _phrases = new();
    private Exchange _exchange = null!;

    /// <summary>Language of prompt and answer.</summary>
    [Params("en", "de", "ru", "ar", "zh-Hans")]
    public string Language { get; set; } = "en";

    /// <summary>Whether the answer begins with a refusal.</summary>
    [Params(false, true)]
    public bool Refuses { get; set; }

    /// <summary>Characters of the answer.</summary>
    [Params(1_000, 10_000, 10_000_000)]
    public int Length { get; set; } = 1_000;

    /// <summary>Builds the answer.</summary>
    [GlobalSetup]
    public void Prepare() => _exchange = SampleAnswer.Of(Language, Refuses, Length);

    /// <summary>The default detector.</summary>
    [Benchmark]
    public ValueTask<Verdict> Detect() => _detector.DetectAsync(_exchange);

    /// <summary>Its phrases alone.</summary>
    [Benchmark]
    public ValueTask<Verdict> Phrases() => _phrases.DetectAsync(_exchange);
}
