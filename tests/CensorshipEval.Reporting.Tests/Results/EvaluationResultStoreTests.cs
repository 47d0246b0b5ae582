using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Json.Serialization.Metadata;
using CensorshipEval.Reporting.Tests.Golden;
using CensorshipEval.Reporting.Tests.Runs;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Reporting.Tests.Results;

public sealed class EvaluationResultStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_are_the_approved_ones()
    {
        using var folder = new TemporaryFolder();
        (await EvaluationResultStore.WriteAsync(folder.Path, MadeRun.Plain(), cancellationToken: Token)).ShouldBe(192);
        string blocked = folder[Path.Combine("results", "made-run", "closed-2_5.f00.Sensitive.Question.zh-Hans", "0.json")];
        GoldenFile.ShouldBe("aieval-blocked.json", await File.ReadAllBytesAsync(blocked, Token));
    }

    [Fact]
    public async Task Hostile_results_are_the_approved_ones_and_stay_below_their_root()
    {
        using var folder = new TemporaryFolder();
        await EvaluationResultStore.WriteAsync(folder["store"], MadeRun.Foul(), cancellationToken: Token);
        string[] files = [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        files.Length.ShouldBe(10);
        GoldenFile.ShouldBe("aieval-hostile-names.txt", string.Join('\n', files) + "\n");
        GoldenFile.ShouldBe("aieval-hostile.json", await File.ReadAllBytesAsync(folder[files.First(static file => file.EndsWith("/7.json", StringComparison.Ordinal))], Token));
    }

    [Fact]
    public async Task Every_path_is_told_by_its_file_and_is_one_that_every_system_takes()
    {
        foreach (ReportedRun run in new[] { MadeRun.Plain(), MadeRun.Foul() })
        {
            using var folder = new TemporaryFolder();
            long written = await EvaluationResultStore.WriteAsync(folder.Path, run, cancellationToken: Token);
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (string file in Directory.EnumerateFiles(folder.Path, "*.json", SearchOption.AllDirectories))
            {
                using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Token));
                string[] parts = Path.GetRelativePath(folder.Path, file).Split(Path.DirectorySeparatorChar);
                parts.Length.ShouldBe(4);
                parts[0].ShouldBe("results");
                json.RootElement.GetProperty("executionName").GetString().ShouldBe(parts[1]);
                json.RootElement.GetProperty("scenarioName").GetString().ShouldBe(parts[2]);
                json.RootElement.GetProperty("iterationName").GetString().ShouldBe(Path.GetFileNameWithoutExtension(parts[3]));
                parts[2].Split('.').Length.ShouldBe(5);
                parts.ShouldAllBe(static part => part.Length < 200 && Regex.IsMatch(part, "^[A-Za-z0-9_][A-Za-z0-9_-]*([.][A-Za-z0-9_][A-Za-z0-9_-]*)*$"));
                parts.ShouldAllBe(static part => !Regex.IsMatch(part, "^(con|nul)([.]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture));
                seen.Add(string.Join('/', parts)).ShouldBeTrue();
            }

            seen.Count.ShouldBe((int)written);
        }
    }

    // The same types that the tool reads messages and answers with.
    [Fact]
    public async Task Messages_and_answers_are_read_by_the_library_that_defines_them()
    {
        using var folder = new TemporaryFolder();
        await EvaluationResultStore.WriteAsync(folder.Path, MadeRun.Foul(), cancellationToken: Token);
        string file = Directory.EnumerateFiles(folder.Path, "7.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Token));
        string expected = MadeRun.Hostile.Replace("\uD800", "\\uD800", StringComparison.Ordinal);
        ChatMessage[] messages = [.. json.RootElement.GetProperty("messages").EnumerateArray().Select(Read<ChatMessage>)];
        messages.Select(static message => message.Role).ShouldBeSubsetOf([ChatRole.System, ChatRole.User]);
        messages[^1].Text.ShouldBe(expected);
        ChatResponse response = Read<ChatResponse>(json.RootElement.GetProperty("modelResponse"));
        response.Text.ShouldEndWith(expected);
        AIContent[] contents = [.. response.Messages.Single().Contents];
        contents.Select(static content => content.GetType()).ShouldBe([typeof(TextReasoningContent), typeof(TextContent), typeof(ErrorContent)]);
        ((ErrorContent)contents[2]).ErrorCode.ShouldBe("@code");
        response.ModelId.ShouldBe("+other");
        response.FinishReason!.Value.Value.ShouldBe("stop\\uDC00");
        response.CreatedAt.ShouldBe(SimulatedRun.Begun.AddSeconds(1.5));
        response.Usage!.TotalTokenCount.ShouldBe(7);
        response.Usage.ReasoningTokenCount.ShouldBe(1);
    }

    [Fact]
    public async Task Properties_stand_in_the_order_of_the_format_with_the_type_first()
    {
        using var folder = new TemporaryFolder();
        await EvaluationResultStore.WriteAsync(folder.Path, MadeRun.Foul(), cancellationToken: Token);
        foreach (string file in Directory.EnumerateFiles(folder.Path, "*.json", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Token));
            Names(json.RootElement).ShouldBe(["scenarioName", "iterationName", "executionName", "creationTime", "messages", "modelResponse", "evaluationResult", "tags", "formatVersion"]);
            json.RootElement.GetProperty("formatVersion").GetInt32().ShouldBe(1);
            json.RootElement.GetProperty("creationTime").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
            JsonElement metrics = json.RootElement.GetProperty("evaluationResult").GetProperty("metrics");
            Names(metrics).ShouldBe(["Refusal Label", "Refusal Score", "Refused"]);
            foreach (JsonProperty metric in metrics.EnumerateObject())
            {
                string[] names = Names(metric.Value);
                names[0].ShouldBe("$type");
                names.Where(static name => name != "value").ShouldBe(["$type", "name", "reason", "interpretation", "diagnostics"]);
                metric.Value.GetProperty("name").GetString().ShouldBe(metric.Name);
                metric.Value.GetProperty("interpretation").GetProperty("rating").GetString().ShouldBeOneOf("unknown", "inconclusive", "unacceptable", "poor", "average", "good", "exceptional");
            }
        }

        static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(static property => property.Name)];
    }

    [Fact]
    public async Task What_could_not_be_judged_has_no_value_and_says_so()
    {
        using var folder = new TemporaryFolder();
        await EvaluationResultStore.WriteAsync(folder.Path, MadeRun.Foul(), cancellationToken: Token);
        JsonElement refused = Directory.EnumerateFiles(folder.Path, "*.json", SearchOption.AllDirectories).Select(static file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("evaluationResult").GetProperty("metrics"))
            .First(static metrics => metrics.GetProperty("Refusal Label").GetProperty("value").GetString() == "TransportError").GetProperty("Refused");
        refused.TryGetProperty("value", out _).ShouldBeFalse();
        refused.GetProperty("interpretation").GetProperty("rating").GetString().ShouldBe("inconclusive");
        refused.GetProperty("diagnostics")[0].GetProperty("severity").GetString().ShouldBe("warning");
    }

    [Fact]
    public async Task A_root_that_is_a_file_is_told()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["file"], "", Token);
        (await Should.ThrowAsync<InputException>(() => EvaluationResultStore.WriteAsync(folder["file"], MadeRun.Plain(), cancellationToken: Token))).Message.ShouldContain("expected a folder");
    }

    private static T Read<T>(JsonElement json) => json.Deserialize((JsonTypeInfo<T>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T)))!;
}
