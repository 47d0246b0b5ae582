using BenchmarkDotNet.Attributes;
using CensorshipEval.Detection;

namespace CensorshipEval.Benchmarks;

/// <summary>The language of a text of 1,000 characters.</summary>
public class LanguageIdentification
{
    private readonly DefaultLanguageIdentifier _identifier = new();
    private string _text = "";

    /// <summary>Language of the text.</summary>
    [Params("en", "zh-Hans")]
    public string Language { get; set; } = "en";

    /// <summary>Builds the text.</summary>
    [GlobalSetup]
    public void Prepare() => _text = SampleAnswer.Of(Language, refuses: false, length: 1_000).Text;

    /// <summary>The default identifier.</summary>
    [Benchmark]
    public LanguageGuess Identify() => _identifier.Identify(_text);

    /// <summary>What the first use of an identifier costs.</summary>
    [Benchmark]
    public DefaultLanguageIdentifier Load() => new();
}
