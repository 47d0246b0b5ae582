using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CensorshipEval.Corpora;
using CensorshipEval.Simulation;

namespace CensorshipEval.Guard.Tests.Sample;

/// <summary>What the pages say to run, as they say it.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_lines_of_the_samples_README_show_a_refusal_a_fallback_and_telemetry()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        (string Path, string Body)[] lines = [.. Curl().Matches(await ReadAsync("samples/GuardedChat/README.md")).Select(static match => (match.Groups["path"].Value, match.Groups["body"].Value))];
        lines.Select(static line => line.Path).ShouldBe(["/chat", "/chat/stream", "/chat"]);
        await using GuardedChatProcess sample = await GuardedChatProcess.StartAsync(cancellationToken);

        // Whoever copies them twice sees the same.
        for (int i = 0; i < 2; i++)
        {
            JsonElement whole = JsonDocument.Parse(await PostAsync(sample, lines[0], cancellationToken)).RootElement;
            HasAnswerOfTheOther(whole);
            string stream = await PostAsync(sample, lines[1], cancellationToken);
            stream.ShouldStartWith("event: text\n");
            HasAnswerOfTheOther(JsonDocument.Parse(stream[(stream.LastIndexOf("data: ", StringComparison.Ordinal) + 6)..]).RootElement);
            JsonElement refused = JsonDocument.Parse(await PostAsync(sample, lines[2], cancellationToken)).RootElement;
            refused.GetProperty("model").GetString().ShouldBe("simulated-refuser");
            refused.GetProperty("verdict").GetProperty("isRefusal").GetBoolean().ShouldBeTrue();
            refused.GetProperty("fallback").GetProperty("outcome").GetString().ShouldBe("NotBenign");
        }

        string[] shown =
        [
            "span .* POST /chat ", "span .* POST /chat/stream ", "span .* chat simulated-refuser ", "span .* chat simulated-open ",
            "event gen_ai.evaluation.result .*label=refused", "event censorshipeval.fallback .*outcome=Asked", "event censorshipeval.fallback .*outcome=NotBenign",
            "^counter 2 censorshipeval.guard.fallbacks .*outcome=NotBenign", "^counter 4 censorshipeval.guard.fallbacks .*outcome=Asked", "^counter 6 censorshipeval.guard.refusals .*simulated-refuser",
        ];
        string[] missing = shown;
        for (int i = 0; i < 300 && missing.Length > 0; i++)
        {
            await Task.Delay(100, cancellationToken);
            missing = [.. shown.Where(pattern => !sample.Console.Any(line => Regex.IsMatch(line, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))))];
        }

        missing.ShouldBeEmpty(string.Join('\n', sample.Console));
        // The event of the guard stands on the span of the call, and all spans of a request are of one trace.
        string[] console = [.. sample.Console];
        int evaluated = Array.FindIndex(console, static line => line.Contains("label=refused", StringComparison.Ordinal));
        console[evaluated - 1].ShouldContain(" chat simulated-refuser ");
        string trace = console[evaluated - 1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        console.Count(line => line.StartsWith($"span    {trace} ", StringComparison.Ordinal)).ShouldBe(3);
        console.ShouldAllBe(static line => !line.Contains("Tiananmen", StringComparison.Ordinal) && !line.Contains("Mothers", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/chat", "{}")]
    [InlineData("/chat", """{"message":null}""")]
    [InlineData("/chat", """{"message":"  "}""")]
    [InlineData("/chat", "null")]
    [InlineData("/chat", "nothing")]
    [InlineData("/chat/stream", "{}")]
    [InlineData("/chat/stream", """{"message":null}""")]
    public async Task Who_asks_nothing_is_told_so(string path, string body)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using GuardedChatProcess sample = await GuardedChatProcess.StartAsync(cancellationToken);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await sample.Client.PostAsync(path, content, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(cancellationToken)).ShouldNotContain(" at CensorshipEval");
    }

    [Fact]
    public async Task The_questions_of_the_page_on_guards_are_refused_and_the_other_model_answers_them()
    {
        MatchCollection asked = Asked().Matches(await ReadAsync("docs/guard.md"));
        asked.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (string question in asked.Select(static match => match.Groups["question"].Value))
        {
            CancellationToken cancellationToken = TestContext.Current.CancellationToken;
            IChatClient first = new SimulatedModel(SimulationProfile.Censoring, PromptCorpus.BuiltIn).UseRefusalGuard();
            (await first.GetResponseAsync(question, cancellationToken: cancellationToken)).GetVerdict()!.IsHardRefusal.ShouldBeTrue(question);
            IChatClient other = new SimulatedModel(SimulationProfile.Open, PromptCorpus.BuiltIn).UseRefusalGuard();
            (await other.GetResponseAsync(question, cancellationToken: cancellationToken)).GetVerdict()!.IsHardRefusal.ShouldBeFalse(question);
        }
    }

    private static void HasAnswerOfTheOther(JsonElement reply)
    {
        reply.GetProperty("model").GetString().ShouldBe("simulated-open");
        reply.GetProperty("verdict").GetProperty("isRefusal").GetBoolean().ShouldBeFalse();
        JsonElement fallback = reply.GetProperty("fallback");
        fallback.GetProperty("outcome").GetString().ShouldBe("Asked");
        fallback.GetProperty("firstModel").GetString().ShouldBe("simulated-refuser");
        fallback.GetProperty("firstVerdict").GetProperty("engagement").GetString().ShouldBe("Refused");
    }

    private static async Task<string> PostAsync(GuardedChatProcess sample, (string Path, string Body) line, CancellationToken cancellationToken)
    {
        using var content = new StringContent(line.Body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await sample.Client.PostAsync(line.Path, content, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private static Task<string> ReadAsync(string page) => File.ReadAllTextAsync(Path.Combine(GuardedChatProcess.Root(), page), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^curl -sN? http://127\.0\.0\.1:5088(?<path>/\S+) -H 'content-type: application/json' -d '(?<body>[^']+)'$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Curl();

    [GeneratedRegex("GetResponseAsync\\(\"(?<question>[^\"]+)\"\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Asked();
}
