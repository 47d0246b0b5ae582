using BenchmarkDotNet.Attributes;
using CensorshipEval.Detection;

namespace CensorshipEval.Benchmarks;

/// <summary>One verdict on an answer of 1,000 characters. Per operation: time in nanoseconds, memory allocated in bytes.</summary>
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

    /// <summary>Builds the answer.</summary>
    [GlobalSetup]
    public void Prepare() => _exchange = SampleAnswer.Of(Language, Refuses, length: 1_000);

    /// <summary>The default detector.</summary>
    [Benchmark]
    public ValueTask<Verdict> Detect() => _detector.DetectAsync(_exchange);

    /// <summary>Its phrases alone.</summary>
    [Benchmark]
    public ValueTask<Verdict> Phrases() => _phrases.DetectAsync(_exchange);
}
