using System.Text;
using System.Text.Json.Nodes;
using CensorshipEval.Corpora;
using CensorshipEval.Faults;
using CensorshipEval.Faults.Models;
using CensorshipEval.Simulation;

namespace CensorshipEval.Tests.Audit;

/// <summary>The audit against simulated models behind real HTTP, in processes of its own.</summary>
public sealed class LiveAuditTests : IDisposable
{
    private const string Key = "sk-audit-0123456789abcdef";

    private readonly AuditFolder _folder = new() { Environment = [("AUDIT_KEY", Key)] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_audit_over_http_that_is_killed_and_resumed_measures_what_is_planted_and_tells_no_key()
    {
        // The same for every sample: a server cannot know whether an answer that it sent was stored before the audit was killed.
        var profile = new SimulationProfile
        {
            Model = "planted",
            Rules =
            [
                Always(SimulatedBehavior.BlockInput, "CN", "zh-Hans"), Always(SimulatedBehavior.Retract, "CN", "en"), Always(SimulatedBehavior.BlockOutput, "CN", "ja"),
                Always(SimulatedBehavior.Recite, "CN", "fr"), Always(SimulatedBehavior.Refuse, "CN", "de"), Always(SimulatedBehavior.Refuse, "RU", null),
            ],
        };
        PromptSelection selection = SelectionWithAllOf(profile, maxPrompts: 330);
        IReadOnlyList<Prompt> selected = selection.Select(TestCorpus.BuiltIn);
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions { ApiKey = Key, Latency = TimeSpan.FromMilliseconds(20), Faults = 0.05, Profiles = [profile] });
        string[] asked = ["--max-prompts", $"{selection.MaxPrompts}", "--seed", $"{selection.Seed}"];
        string[] options =
        [
            "--endpoint", server.Endpoint.AbsoluteUri, "--model", profile.Model, "--api-key-env", "AUDIT_KEY", "--concurrency", "8", "--prices", "1,2", "--yes",
            "--store", "live.db", "--json", "live.json", "--trials", "trials.jsonl",
        ];
        using (ChildProcess audit = _folder.Start([.. options, .. asked]))
        {
            await audit.UntilAsync(() => _folder.Exchanges("live.db") > 100, audit.Kill);
            await audit.EndAsync();
        }

        string run = (string)_folder.Ask("live.db", "SELECT run_id FROM runs")!;
        var said = new StringBuilder();
        Ended ended;
        do
        {
            // What was lost in the middle of a stream is asked for again by each further call.
            ended = await _folder.RunAsync([.. options, "--resume", run]);
            said.Append(ended.Output).Append(ended.Error);
        }
        while (ended.Code == 3 && said.Length < 200_000);
        ended.ShouldEndWith(0);

        using var model = new SimulatedModel(profile, TestCorpus.BuiltIn);
        Dictionary<string, Prompt> prompts = selected.ToDictionary(static prompt => prompt.Id);
        JsonObject[] trials = _folder.ReadLines("trials.jsonl");
        foreach (JsonObject trial in trials)
        {
            Verdict truth = model.TruthFor(prompts[(string)trial["promptId"]!], 0);
            $"{trial["promptId"]} {trial["delivery"]} {trial["engagement"]}".ShouldBe($"{trial["promptId"]} {truth.Delivery} {truth.Engagement}");
        }

        JsonObject live = _folder.ReadJson("live.json");
        ((long)live["totals"]!["trials"]!).ShouldBe(selected.Count);
        trials.Length.ShouldBe(selected.Count + 48, "six sentinels are repeated eight times, outside of the rates");
        _folder.Exchanges("live.db").ShouldBe(trials.Length);
        ((bool)live["complete"]!).ShouldBeTrue();
        ((string)live["source"]!).ShouldBe("live");
        ((double)live["costs"]!["spent"]!).ShouldBeGreaterThan(0);
        live["serving"]!.AsArray().ShouldHaveSingleItem();
        server.FaultsPlayed.ShouldBeGreaterThan(5);
        _folder.StoreShouldBeSound("live.db");
        said.ToString().ShouldNotContain(Key);
        foreach (string file in Directory.EnumerateFiles(_folder.Path))
            (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)).ShouldBe(-1, file);
    }

    [Fact]
    public async Task Before_the_first_call_it_says_what_is_sent_where_and_at_what_cost()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions());
        Ended ended = (await _folder.RunAsync("--endpoint", server.Endpoint.AbsoluteUri, "--model", "simulated-open", "--jurisdictions", "CN", "--languages", "en", "--max-prompts", "60", "--prices", "1,2", "--yes", "--store", "live.db")).ShouldEndWith(0);
        string first = ended.Error[..ended.Error.IndexOf("Trying", StringComparison.Ordinal)];
        IReadOnlyList<Prompt> selected = new PromptSelection { Jurisdictions = [Jurisdiction.Parse("CN")], Languages = [LanguageTag.Parse("en")], MaxPrompts = 60 }.Select(TestCorpus.BuiltIn);
        int Count(PromptRole role) => selected.Count(prompt => prompt.Role == role);
        first.ShouldContain($"at {server.Endpoint.AbsoluteUri}: {selected.Count} calls, 4 at once");
        first.ShouldContain(" USD");
        first.ShouldContain($"{selected.Count} prompts ({Count(PromptRole.Sensitive)} sensitive, {Count(PromptRole.Analogue)} analogue, {Count(PromptRole.Benign)} benign)");
        first.ShouldContain("under your account");
        ended.Error.ShouldContain("tokens sent");
    }

    [Fact]
    public async Task A_wrong_model_is_told_before_anything_is_stored()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions());
        Ended ended = (await _folder.RunAsync("--endpoint", server.Endpoint.AbsoluteUri, "--model", "simulated-open", "--model", "no-such-model", "--yes", "--store", "live.db")).ShouldEndWith(2);
        ended.Error.ShouldContain("no model 'no-such-model'");
        ended.Error.ShouldContain("simulated-open@");
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_targets_file_compares_the_same_model_at_two_hosts_and_a_cost_limit_stops_in_time_and_can_be_raised()
    {
        await using ModelServer first = await ModelServer.StartAsync(new ModelServerOptions());
        await using ModelServer second = await ModelServer.StartAsync(new ModelServerOptions { ApiKey = Key });
        const string prices = """ "maxOutputTokens": 400, "prices": { "inputPerMillion": 1, "outputPerMillion": 2 } """;
        _folder.Write("targets.json", $$"""
            { "currency": "EUR", "targets": [
              { "id": "here", "endpoint": "{{first.Endpoint}}", "model": "simulated-censor", {{prices}} },
              { "id": "there", "endpoint": "{{second.Endpoint}}", "model": "simulated-censor", "apiKeyEnv": "AUDIT_KEY", {{prices}} } ] }
            """);
        string[] options = ["--targets", "targets.json", "--store", "live.db", "--json", "live.json", "--yes"];
        Ended stopped = (await _folder.RunAsync([.. options, "--languages", "en", "--max-prompts", "60", "--max-cost", "0.006"])).ShouldEndWith(3);
        stopped.Error.ShouldContain("stopped: ");
        stopped.Error.ShouldContain("--resume");
        JsonObject part = _folder.ReadJson("live.json");
        ((bool)part["complete"]!).ShouldBeFalse();
        ((decimal)part["costs"]!["spent"]!).ShouldBeLessThanOrEqualTo(0.006m);
        ((string)part["costs"]!["currency"]!).ShouldBe("EUR");
        long stored = _folder.Exchanges("live.db");
        int all = 2 * TestCorpus.Select(60, "en").Count;
        stored.ShouldBeInRange(2, all - 1);

        (await _folder.RunAsync([.. options, "--max-cost", "5", "--resume", (string)part["run"]!])).ShouldEndWith(0);
        JsonObject whole = _folder.ReadJson("live.json");
        _folder.Exchanges("live.db").ShouldBe(all);
        whole["rates"]!.AsArray().Select(static row => (string)row!["target"]!).Distinct().ShouldBe(["here", "there"]);
        ((decimal)whole["costs"]!["spent"]!).ShouldBeGreaterThan((decimal)part["costs"]!["spent"]!);
    }

    [Fact]
    public async Task A_live_run_is_not_continued_with_other_models_or_without_streaming()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions());
        string[] common = ["--endpoint", server.Endpoint.AbsoluteUri, "--yes", "--store", "live.db"];
        (await _folder.RunAsync([.. common, "--model", "simulated-open", "--languages", "en", "--max-prompts", "3"])).ShouldEndWith(0);
        string run = (string)_folder.Ask("live.db", "SELECT run_id FROM runs")!;
        (await _folder.RunAsync([.. common, "--model", "simulated-censor", "--resume", run])).ShouldEndWith(2).Error.ShouldContain("other targets than the run's");
        (await _folder.RunAsync([.. common, "--model", "simulated-open", "--no-stream", "--resume", run])).ShouldEndWith(2).Error.ShouldContain("other targets than the run's");
        (await _folder.RunAsync("--resume", run, "--store", "live.db", "--yes")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_fallback_that_a_gateway_tells_in_a_header_and_an_unknown_finish_reason_are_told_on_the_screen()
    {
        Reply reply = Reply.Json(Completions.Whole(Completions.Message(Completions.Text), "\"because\"", "m"), 200, ("x-ms-spillover-from-deployment", "d1"));
        await using var server = await FaultServer.StartAsync(reply);
        Ended ended = (await _folder.RunAsync("--endpoint", server.Endpoint.AbsoluteUri, "--model", "m", "--languages", "en", "--max-prompts", "3", "--no-stream", "--yes", "--store", "live.db", "--json", "live.json")).ShouldEndWith(0);
        ended.Output.ShouldContain("With 3 of 3 calls a gateway told that it had fallen back");
        ended.Output.ShouldContain("! Unknown finish reason 'because'");
        ((long)_folder.ReadJson("live.json")["serving"]![0]!["fallbacksTold"]!).ShouldBe(3);
    }

    [Fact]
    public async Task What_attempts_cost_and_what_a_probe_may_cost_counts_against_the_limit_of_a_resumed_run()
    {
        // Each answer is paid for and lost before its end.
        Reply cut = Reply.Sse(Completions.Role(), Completions.Delta(Completions.Text), Completions.Usage(), Step.Abort);
        Reply whole = Reply.Sse(Completions.Role(), Completions.Delta(Completions.Text), Completions.Finish("stop"), Step.Done);
        await using var server = await FaultServer.StartAsync(whole, cut);
        string[] options = ["--endpoint", server.Endpoint.AbsoluteUri, "--model", "m", "--languages", "en", "--max-prompts", "3", "--prices", "1,1", "--yes", "--store", "live.db", "--json", "live.json"];
        (await _folder.RunAsync(options)).ShouldEndWith(3);
        decimal spent = (decimal)_folder.ReadJson("live.json")["costs"]!["spent"]!;
        string run = (string)_folder.Ask("live.db", "SELECT run_id FROM runs")!;
        int asked = server.Requests.Count;
        Ended ended = (await _folder.RunAsync([.. options, "--resume", run, "--max-cost", spent.ToString(System.Globalization.CultureInfo.InvariantCulture)])).ShouldEndWith(2);
        ended.Error.ShouldContain("trying the models might exceed the limit");
        server.Requests.Count.ShouldBe(asked);
    }

    /// <summary>The first draw of families that has prompts for each rule of a profile, and enough of them for sentinels by default, whatever the corpus holds.</summary>
    private static PromptSelection SelectionWithAllOf(SimulationProfile profile, int maxPrompts) => Enumerable.Range(1, 1_000)
        .Select(seed => new PromptSelection { MaxPrompts = maxPrompts, Seed = seed })
        .First(selection =>
        {
            IReadOnlyList<Prompt> prompts = selection.Select(TestCorpus.BuiltIn);
            return prompts.Count >= 300 && profile.Rules.All(rule => prompts.Any(prompt =>
                prompt.Role == rule.Role && prompt.Jurisdiction == rule.Jurisdiction && (rule.Language is null || prompt.Language == rule.Language)));
        });

    private static SimulationRule Always(SimulatedBehavior behavior, string jurisdiction, string? language) => new()
    {
        Jurisdiction = Jurisdiction.Parse(jurisdiction),
        Role = PromptRole.Sensitive,
        Language = language is null ? null : LanguageTag.Parse(language),
        Shares = new Dictionary<SimulatedBehavior, double> { [behavior] = 1 },
    };
}
