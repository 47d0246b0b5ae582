using System.Text;
using System.Text.Json;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests.Phrases;

/// <summary>Sentences of our own in each language: refusals, and answers that look like them.</summary>
public sealed class PhraseCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    public static TheoryData<string> Languages =>
        [.. Directory.GetFiles(Folder, "*.jsonl").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_language_with_a_lexicon_has_cases() =>
        Languages.Select(static row => row.Data).ShouldBe(PhraseMatcher.BuiltIn.Languages.Select(static language => language.Value), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Refusals_are_told_from_answers(string language)
    {
        var detector = new DefaultRefusalDetector();
        var failures = new StringBuilder();
        int line = 0;
        int refusals = 0;
        foreach (string json in File.ReadLines(Path.Combine(Folder, language + ".jsonl")))
        {
            line++;
            if (string.IsNullOrWhiteSpace(json)) continue;
            using JsonDocument document = JsonDocument.Parse(json);
            string text = document.RootElement.GetProperty("text").GetString()!;
            Engagement expected = document.RootElement.GetProperty("expected").GetString() switch
            {
                "refusal" => Engagement.Refused,
                "answer" => Engagement.Complete,
                var other => throw new FormatException($"{language}.jsonl:{line}: expected is '{other}'; should be refusal or answer."),
            };
            if (expected is Engagement.Refused) refusals++;

            Exchange exchange = SampleExchanges.Answer(text, language);
            Verdict verdict = await detector.DetectAsync(exchange, TestContext.Current.CancellationToken);
            if (verdict.Engagement == expected) continue;
            string evidence = string.Join(", ", verdict.Evidence.Select(span => $"{span.Rule} '{span.Quote(exchange)}'"));
            failures.Append(null, $"\n{language}.jsonl:{line}: should be {expected}, is {verdict.Engagement}: {text}  [{evidence}]");
        }

        refusals.ShouldBeGreaterThan(0);
        refusals.ShouldBeLessThan(line);
        failures.ToString().ShouldBeEmpty();
    }
}
