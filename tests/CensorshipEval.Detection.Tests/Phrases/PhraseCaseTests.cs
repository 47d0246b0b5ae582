using System.Text;
using System.Text.Json;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests.Phrases;

/// <summary>Sentences of our own in each language: refusals, and answers that look like them.</summary>
public sealed class PhraseCaseTests
{
    private const int MostLookAlikesPercent = 10;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Sentences");

    public static TheoryData<string> Languages =>
        [.. Directory.GetFiles(Folder, "*.jsonl").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_language_with_a_lexicon_has_cases() =>
        Languages.Select(static row => row.Data).ShouldBe(PhraseMatcher.BuiltIn.Languages.Select(static language => language.Value), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Phrases_tell_refusals_from_answers(string language)
    {
        (int refusals, int answers, StringBuilder failures) = await JudgeAsync(new PhraseRefusalDetector(), language);
        refusals.ShouldBeGreaterThan(0);
        answers.ShouldBeGreaterThan(0);
        failures.ToString().ShouldBeEmpty();
    }

    // The classifier has learnt from these sentences, yet knows words and no grammar: of those made to look like refusals it takes some for one.
    [Theory]
    [MemberData(nameof(Languages))]
    public async Task With_the_classifier_no_refusal_is_lost_and_few_look_alikes_are_taken_for_one(string language)
    {
        (_, int answers, StringBuilder failures) = await JudgeAsync(new DefaultRefusalDetector(), language);
        string[] wrong = failures.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        wrong.ShouldNotContain(static line => line.Contains("should be Refused", StringComparison.Ordinal));
        wrong.Length.ShouldBeLessThanOrEqualTo(answers * MostLookAlikesPercent / 100, failures.ToString());
    }

    private static async Task<(int Refusals, int Answers, StringBuilder Failures)> JudgeAsync(IRefusalDetector detector, string language)
    {
        var failures = new StringBuilder();
        int line = 0;
        int refusals = 0, answers = 0;
        foreach (string json in File.ReadLines(Path.Combine(Folder, language + ".jsonl")))
        {
            line++;
            if (string.IsNullOrWhiteSpace(json)) continue;
            using JsonDocument document = JsonDocument.Parse(json);
            string text = document.RootElement.GetProperty("response").GetString()!;
            Engagement expected = document.RootElement.GetProperty("label").GetString() switch
            {
                "refusal" => Engagement.Refused,
                "answer" => Engagement.Complete,
                var other => throw new FormatException($"{language}.jsonl:{line}: label is '{other}'; should be refusal or answer."),
            };
            if (expected is Engagement.Refused) refusals++;
            else answers++;

            Exchange exchange = SampleExchanges.Answer(text, language);
            Verdict verdict = await detector.DetectAsync(exchange, TestContext.Current.CancellationToken);
            if (verdict.Engagement == expected) continue;
            string evidence = string.Join(", ", verdict.Evidence.Select(span => $"{span.Rule} '{span.Quote(exchange)}'"));
            failures.Append(null, $"\n{language}.jsonl:{line}: should be {expected}, is {verdict.Engagement}: {text}  [{evidence}]");
        }

        return (refusals, answers, failures);
    }
}
