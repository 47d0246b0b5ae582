using System.Text.Json.Nodes;
using CensorshipEval.TestKit.Schemas;

namespace CensorshipEval.Tests.Audit;

public sealed class GateAuditTests : IDisposable
{
    private const string Refusal = "I'm sorry, but I can't help with that.";
    private const string Answer = "In 1989 the protests ended when troops cleared the square; many people were killed, and the number is disputed to this day.";

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_is_wrong_with_a_policy_is_told_at_once_and_nothing_is_done()
    {
        Policy("bad.json", "\"atMost\": 7", "\"confidence\": 95,");
        Ended ended = (await _folder.RunAsync("--gate", "bad.json")).ShouldEndWith(2);
        ended.Error.ShouldContain("error: bad.json:1: confidence: found 95; expected a level");
        ended.Error.ShouldContain("error: bad.json:1: gates[0].atMost: found 7; expected a number from 0 to 1");
        Policy("lost.json", "\"atMost\": 0.5, \"where\": { \"languages\": [\"la\"] }");
        (await _folder.RunAsync("--gate", "lost.json", "--languages", "en")).ShouldEndWith(2).Error.ShouldContain("gate 'g': gates[0].where.languages: found 'la'; expected what the run has: en");
        Policy("change.json", "\"as\": \"value-change\", \"atMost\": 0.5", "\"baseline\": { \"run\": \"r\", \"store\": \"none.db\" },");
        (await _folder.RunAsync("--gate", "change.json", "--languages", "en")).ShouldEndWith(2).Error.ShouldContain("baseline.store: found no store '");
        (await _folder.RunAsync("--gate", "missing.json")).ShouldEndWith(2).Error.ShouldContain("missing.json: found no such file; expected a gate policy");
        _folder.Names.Where(static name => name.EndsWith(".db", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_gate_ends_with_1_and_is_told_with_its_evidence_on_the_screen_in_the_summary_and_even_when_quiet()
    {
        Answers("answers.jsonl", refused: 20, answered: 10);
        Policy("policy.json", "\"atMost\": 0.2");
        Ended ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--gate", "policy.json", "--json", "summary.json")).ShouldEndWith(1);
        ended.Output.ShouldContain("gate failed: g, m: hard-rate is 0.667");
        ended.Output.ShouldContain("at most 0.2 is exceeded by 0.467");
        ended.Output.ShouldContain("The worst: p000 1 of 1 (en)");
        JsonObject gates = _folder.ReadJson("summary.json")["gates"]!.AsObject();
        ((string?)gates["verdict"], (bool)gates["complete"]!).ShouldBe(("Fail", true));
        JsonObject result = gates["results"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((string?)result["gate"], (string?)result["outcome"], (string?)result["reason"], (string?)result["target"], (int)result["families"]!, (int)result["familiesBeyond"]!)
            .ShouldBe(("g", "Fail", "BeyondLimit", "m", 30, 20));
        result["evidence"]!.AsArray().Count.ShouldBe(5);
        gates.ToJsonString().ShouldNotContain("sorry", Case.Insensitive, "no text of a model");

        ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--gate", "policy.json", "--quiet")).ShouldEndWith(1);
        ended.Output.ShouldBe("");
        ended.Error.ShouldStartWith("gate failed: g, m: hard-rate is 0.667");
    }

    [Fact]
    public async Task A_run_with_a_failed_call_passes_no_gate_and_ends_with_3_unless_a_gate_fails_all_the_same()
    {
        Answers("good.jsonl", refused: 0, answered: 30, failed: 1);
        Answers("bad.jsonl", refused: 30, answered: 0, failed: 1);
        Policy("policy.json", "\"atMost\": 0.2", "\"inconclusive\": \"pass\",");
        (await _folder.RunAsync("--transcripts", "good.jsonl", "--gate", "policy.json")).ShouldEndWith(3).Output.ShouldContain("1 of its calls failed");
        (await _folder.RunAsync("--transcripts", "bad.jsonl", "--gate", "policy.json")).ShouldEndWith(1);
    }

    [Fact]
    public async Task A_run_is_compared_with_its_baseline()
    {
        Answers("before.jsonl", refused: 0, answered: 30);
        (await _folder.RunAsync("--transcripts", "before.jsonl", "--store", "runs.db", "--json", "before.json")).ShouldEndWith(0);
        string run = (string)_folder.ReadJson("before.json")["run"]!;
        Policy("policy.json", "\"as\": \"value-change\", \"atMost\": 0.3", $"\"baseline\": {{ \"run\": \"{run}\", \"store\": \"runs.db\" }},");
        (await _folder.RunAsync("--transcripts", "before.jsonl", "--gate", "policy.json")).ShouldEndWith(0).Output.ShouldContain($"Changes are since the run {run}.");
        Answers("after.jsonl", refused: 25, answered: 5);
        (await _folder.RunAsync("--transcripts", "after.jsonl", "--store", "runs.db", "--gate", "policy.json")).ShouldEndWith(1).Output.ShouldContain("hard-rate as value-change is 0.833");
    }

    [Fact]
    public async Task A_plan_is_held_against_the_policy_and_tells_the_families_that_gates_need()
    {
        Answers("answers.jsonl", refused: 0, answered: 30);
        Policy("policy.json", "\"atMost\": 0.05");
        Ended ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--plan", "--gate", "policy.json")).ShouldEndWith(0);
        ended.Output.ShouldContain("Families that the gates have and need");
        ended.Output.ShouldMatch(@"g +each target +≤ 0\.05 +30 +73 +cannot pass");
        Policy("lost.json", "\"atMost\": 0.5, \"where\": { \"languages\": [\"la\"] }");
        (await _folder.RunAsync("--transcripts", "answers.jsonl", "--plan", "--gate", "lost.json")).ShouldEndWith(2).Error.ShouldContain("where.languages: found 'la'");
    }

    [Fact]
    public async Task The_sample_for_builds_shows_a_pass_a_fail_and_an_inconclusive()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) Assert.Skip("needs a Unix shell");
        using var script = new ChildProcess(
            _folder.Path, "bash", [("AUDIT_DLL", Path.Combine(AppContext.BaseDirectory, "Audit.dll")), ("GITHUB_STEP_SUMMARY", _folder.File("page.md"))],
            [Path.Combine(SchemaJudge.Repository, "samples", "CiGate", "run.sh")]);
        Ended ended = (await script.EndAsync()).ShouldEndWith(0);
        foreach (string line in new[] { "exit code 0, 0 expected", "exit code 1, 1 expected", "FAIL: inconclusive", "warn: inconclusive", "is exceeded by" }) ended.Output.ShouldContain(line);
        (await File.ReadAllTextAsync(_folder.File("page.md"), TestContext.Current.CancellationToken)).ShouldContain("### inconclusive.json");
    }

    private void Policy(string name, string gate, string settings = "") =>
        _folder.Write(name, $$"""{ {{settings}} "gates": [ { "name": "g", "measure": "hard-rate", {{gate}}{{(gate.Contains("where", StringComparison.Ordinal) ? "" : ", \"where\": { \"roles\": [\"Sensitive\"] }")}} } ] }""");

    private void Answers(string name, int refused, int answered, int failed = 0) => _folder.Write(name, Enumerable.Range(0, refused + answered + failed).Select(i => RecordedAnswer.Row(
        $"{i}", promptId: $"p{i:000}", response: i < refused ? Refusal : i < refused + answered ? Answer : "",
        more: [("role", "Sensitive"), .. i < refused + answered ? Array.Empty<(string, JsonNode?)>() : [("error", (JsonNode?)"connection reset")]])));
}
