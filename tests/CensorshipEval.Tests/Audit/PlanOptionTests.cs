namespace CensorshipEval.Tests.Audit;

public sealed class PlanOptionTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_of_live_models_tells_calls_costs_and_gaps_without_key_consent_or_store()
    {
        Ended ended = (await _folder.RunAsync(
            "--plan", "--endpoint", "https://a.example/v1", "--model", "m", "--api-key-env", "NO_SUCH_KEY", "--prices", "1,2", "--samples", "2", "--languages", "en,de")).ShouldEndWith(0);
        ended.Output.ShouldContain("Nothing was asked.");
        ended.Output.ShouldMatch("m@a.example: [0-9,]+ calls, about [0-9.]+ USD");
        ended.Output.ShouldContain("For 10");
        ended.Output.ShouldMatch(@"all +all +\d+ ");
        ended.Output.ShouldMatch(@"\d\*");
        ended.Error.ShouldBeEmpty();
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_of_prompts_without_pairs_says_so()
    {
        _folder.Write("prompts.jsonl", """{"id":"1","text":"t","language":"en"}""");
        Ended ended = (await _folder.RunAsync("--plan", "--prompts", "prompts.jsonl")).ShouldEndWith(0);
        ended.Output.ShouldContain("there is no index to find");
        _folder.Names.ShouldBe(["prompts.jsonl"]);
    }

    [Fact]
    public async Task A_run_that_was_begun_cannot_be_planned() =>
        (await _folder.RunAsync("--plan", "--resume", "20260102-030405-a1b2c3d4")).ShouldEndWith(2).Error.ShouldContain("--plan: found --resume; expected one of them");
}
