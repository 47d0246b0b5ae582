using System.Text.Json.Nodes;
using CensorshipEval.Corpora;
using CensorshipEval.Faults.Models;
using CensorshipEval.Simulation;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Faults.Tests;

/// <summary>Which sample of its prompt a request gets: the next one whose answer has not arrived.</summary>
public sealed class SampleTests
{
    private static readonly Dictionary<SimulatedBehavior, double> Mixed = new()
    {
        [SimulatedBehavior.Refuse] = 0.35, [SimulatedBehavior.Retract] = 0.15, [SimulatedBehavior.BlockOutput] = 0.15,
    };

    [Fact]
    public async Task Answers_are_the_samples_in_order()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.With(Mixed));
        using var wire = new WireClient(server);

        await ShouldBeSamplesAsync(wire, 0, 20);
    }

    [Fact]
    public async Task A_caller_that_went_away_uses_no_sample()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.With(Mixed) with { Latency = TimeSpan.FromMilliseconds(150) });
        using var wire = new WireClient(server);
        await ShouldBeSamplesAsync(wire, 0, 2);

        for (int i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<OperationCanceledException>(
                () => wire.LeaveAsync(WireClient.Ask(Served.Model, Served.Prompt.Text), after: TimeSpan.FromMilliseconds(50)));
        }

        await ShouldBeSamplesAsync(wire, 2, 4);
    }

    [Fact]
    public async Task A_fault_uses_no_sample()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.With(Mixed) with { Faults = 0.5 });
        using var wire = new WireClient(server);
        var answered = new List<string>();
        while (answered.Count < 20)
        {
            if (await TryAskAsync(wire) is { } text) answered.Add(text);
        }

        server.FaultsPlayed.ShouldBeGreaterThan(0);
        for (int sample = 0; sample < answered.Count; sample++) answered[sample].ShouldBe(await ExpectedAsync(sample), $"sample {sample}");
    }

    [Fact]
    public void A_number_that_was_given_back_is_taken_next_the_lowest_first()
    {
        var counter = new SampleCounter();
        int[] taken = [counter.Take(), counter.Take(), counter.Take()];
        counter.GiveBack(2);
        counter.GiveBack(0);

        taken.ShouldBe([0, 1, 2]);
        new[] { counter.Take(), counter.Take(), counter.Take() }.ShouldBe([0, 2, 3]);
    }

    [Fact]
    public void No_two_prompts_of_the_corpus_have_the_same_text() =>
        PromptCorpus.BuiltIn.Prompts.Select(static prompt => prompt.Text).Distinct(StringComparer.Ordinal).Count().ShouldBe(PromptCorpus.BuiltIn.Prompts.Count);

    private static async Task ShouldBeSamplesAsync(WireClient wire, int from, int count)
    {
        for (int sample = from; sample < from + count; sample++) (await TryAskAsync(wire)).ShouldBe(await ExpectedAsync(sample), $"sample {sample}");
    }

    /// <summary>The answer and its finish reason; nothing when a fault came instead.</summary>
    private static async Task<string?> TryAskAsync(WireClient wire)
    {
        try
        {
            using HttpResponseMessage response = await wire.PostAsync(WireClient.Ask(Served.Model, Served.Prompt.Text));
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (!response.IsSuccessStatusCode || body.Length == 0) return null;
            JsonNode choice = JsonNode.Parse(body)!["choices"]![0]!;
            return choice["message"]!["content"]!.GetValue<string>() + choice["finish_reason"]!.GetValue<string>();
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static async Task<string> ExpectedAsync(int sample)
    {
        using var model = new SimulatedModel(Served.With(Mixed).Profiles[0], PromptCorpus.BuiltIn);
        var options = new ChatOptions
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.TrialKey] = new TrialKey("", "", Served.Prompt.Id, sample) },
        };
        ChatResponse answer = await model.GetResponseAsync(Served.Prompt.Text, options, TestContext.Current.CancellationToken);
        return answer.Text + answer.FinishReason;
    }
}
