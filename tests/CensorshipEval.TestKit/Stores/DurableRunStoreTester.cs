using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.TestKit.Stores;

/// <summary>What a store promises besides that outlives its process: opening it again within a test finds what was stored.</summary>
public abstract class DurableRunStoreTester : RunStoreTester
{
    [Fact]
    public async Task What_was_stored_is_there_after_the_store_was_closed()
    {
        await using (IRunStore first = await OpenWithRunAsync())
        {
            await first.WriteAsync(SampleJudgements.Judged(SampleExchanges.Full(Run)) with { Attempts = [SampleExchanges.Failed(Run, 1, sample: 1)] }, Cancel);
        }

        await using IRunStore second = await OpenAsync();
        (await second.FindRunAsync(Run.Id, Cancel))!.Prompts.ShouldBe(Run.Prompts);
        List<Trial> trials = await AllAsync(second.ReadTrialsAsync(Run.Id, SampleJudgements.Judges, Cancel));
        trials.Select(trial => trial.Key.Sample).ShouldBe([0, 1]);
        trials[0].Exchange.ShouldBeStoredAs(SampleExchanges.Full(Run));
    }
}
