using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Detection;
using CensorshipEval.Export;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Tests.Analysis.Serving;

public sealed class ServingExportTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"censorshipeval-{Guid.NewGuid():N}.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task The_summary_holds_one_object_per_target_with_names_that_stay()
    {
        var run = new SimulatedServing(1)
        {
            Meddle = static (trial, place) => SimulatedServing.With(
                SimulatedServing.AnsweredBy(place > 0.5 ? SimulatedServing.Says(trial, "The same words for whatever may have been asked here.") : trial, place > 0.5 ? "a-proxy" : "some-model-0613"),
                "provider", "\"P\""),
        };
        JsonNode serving = (await WriteAsync(run.Plan, [run.Summary()]))["serving"]!.AsArray().ShouldHaveSingleItem()!;
        Names(serving).ShouldBe(
        [
            "targetId", "model", "trials", "returned", "modelNotTold", "models", "otherModel", "providers", "fingerprints", "fallbacksTold", "emptyAnswers", "repeatedTexts",
            "repeatedTextsIncomplete", "drift", "findings",
        ]);
        Names(serving["models"]![0]).ShouldBe(["name", "match", "trials", "firstAskedAt", "lastAskedAt"]);
        Names(serving["providers"]![0]).ShouldBe(["name", "trials", "firstAskedAt", "lastAskedAt"]);
        Names(serving["emptyAnswers"]).ShouldBe(
        [
            "empty", "askedAgain", "answeredAgain", "tested", "mostInFlight", "quiet", "quietEmpty", "busy", "busyEmpty", "pValue", "adjustedPValue", "notToldBecause",
        ]);
        Names(serving["repeatedTexts"]![0]).ShouldBe(
        [
            "excerpt", "answers", "share", "prompts", "families", "languages", "roles", "onlySensitive", "hardRefusals", "softNonAnswers", "missing", "countedAsAnswers",
        ]);
        Names(serving["drift"]![0]).ShouldBe(["aspect", "repeats", "prompts", "start", "end", "pValue", "adjustedPValue", "notToldBecause"]);
        Names(serving["findings"]![0]).ShouldBe(["targetId", "kind", "severity", "message", "count", "of", "pValue", "adjustedPValue"]);
        serving["findings"]!.AsArray().Select(static finding => (string?)finding!["kind"]).ShouldBe(["OtherModel", "RepeatedText", "LengthDrift", "ModelDrift"]);
        serving["findings"]!.AsArray().Select(static finding => (string?)finding!["severity"]).Distinct().ShouldBe(["Warning"]);
        serving["models"]!.AsArray().Select(static model => (string?)model!["match"]).ShouldBe(["Snapshot", "Other"], ignoreOrder: true);
        serving["drift"]!.AsArray().Select(static drift => (string?)drift!["aspect"]).ShouldBe(["Withheld", "Missing", "Length", "Model", "Fingerprint"]);
    }

    [Fact]
    public async Task What_nobody_looked_for_is_null_and_told_from_nothing_found()
    {
        var run = new SimulatedServing(1);
        JsonObject summary = await WriteAsync(run.Plan, null);
        summary.ContainsKey("serving").ShouldBeTrue();
        summary["serving"].ShouldBeNull();
        (await WriteAsync(run.Plan, []))["serving"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_live_run_from_the_first_call_to_the_finding()
    {
        await using var store = new InMemoryRunStore();
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector());
        IReadOnlyList<Prompt> prompts = TestCorpus.Few;
        using var client = new SwappedClient(swapAfter: 60);
        var plan = new EvaluationPlan
        {
            Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = "t", Model = "some-model" }], Prompts = prompts, Samples = 3,
            Sentinels = SentinelPlan.Default(prompts), Judges = runner.Judges, Source = "live",
        };
        var serving = new ServingTable(plan);
        await foreach (Trial trial in runner.RunAsync("run", plan, new ChatClientSource(_ => client), Cancellation)) serving.Add(trial);
        ServingSummary summary = serving.Rows().ShouldHaveSingleItem();
        summary.Findings.Select(static finding => finding.Kind).ShouldBe(
            [ServingFindingKind.OtherModel, ServingFindingKind.RepeatedText, ServingFindingKind.LengthDrift, ServingFindingKind.ModelDrift], ignoreOrder: true);
        summary.EmptyAnswers.MostInFlight.ShouldBeInRange(1, 4);
        summary.EmptyAnswers.NotToldBecause.ShouldBe("no answer was empty");

        // What a store gives back later says the same.
        var again = new ServingTable(plan);
        await foreach (Trial trial in store.ReadTrialsAsync("run", runner.Judges, Cancellation)) again.Add(trial);
        ServingTableTests.AsJson(again.Rows()[0]).ShouldBe(ServingTableTests.AsJson(summary));
    }

    private async Task<JsonObject> WriteAsync(EvaluationPlan plan, IReadOnlyList<ServingSummary>? serving)
    {
        await RunExport.WriteSummaryAsync(_file, "run", plan, plan.Judges, new RunAnalysis(new TrialCounts()), complete: true, new RunFindings { Serving = serving }, Cancellation);
        return JsonNode.Parse(await File.ReadAllTextAsync(_file, Cancellation))!.AsObject();
    }

    private static string[] Names(JsonNode? node) => [.. node!.AsObject().Select(static field => field.Key)];

    /// <summary>Answers each prompt in words of its own until another model takes its place, which says the same to all.</summary>
    private sealed class SwappedClient(int swapAfter) : IChatClient
    {
        private int _calls;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            int call = Interlocked.Increment(ref _calls);
            bool swapped = call > swapAfter;
            string text = swapped
                ? "There are many sides to this, and everyone may see it in a way of their own."
                : $"{messages.Last().Text} That is what was asked as {string.Concat(Enumerable.Repeat((char)('a' + (call % 26)), 1 + (call / 26)))}, and it was answered at some length, with what is known of it.";
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop, ModelId = swapped ? "some-model-lite" : "some-model" });
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            ChatResponse response = await GetResponseAsync(messages, options, cancellationToken);
            foreach (ChatResponseUpdate update in response.ToChatResponseUpdates()) yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
