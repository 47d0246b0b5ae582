using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Serving;

/// <summary>By itself, since what other tests hold at the same time would be measured too.</summary>
[CollectionDefinition(nameof(ServingMemoryTests), DisableParallelization = true)]
[Collection(nameof(ServingMemoryTests))]
public sealed class ServingMemoryTests
{
    [Fact]
    public void Texts_without_end_take_bounded_memory_and_a_canned_one_among_them_is_still_found()
    {
        const int Trials = 400_000;
        var run = new SimulatedServing(1);
        Trial pattern = run.Trials().First(static trial => trial.Key.Sample == 0 && trial.Verdict.Delivery is Delivery.Delivered);
        var table = new ServingTable(run.Plan);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Trials; i++)
        {
            Prompt prompt = run.Plan.Prompts[i % run.Plan.Prompts.Count];
            string text = i % 1_000 == 7 ? "A text that is given instead of an answer, whatever may have been asked." : $"An answer like no other of {Letters(i)}, made for this question alone.";
            table.Add(pattern with { Exchange = pattern.Exchange with { Prompt = prompt, Text = text } });
            if (i % 10_000 == 0) table.TextsFollowed("t").ShouldBeLessThanOrEqualTo(TextTally.MostTexts);
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20_000_000);
        ServingSummary summary = table.Rows().ShouldHaveSingleItem();
        summary.RepeatedTextsIncomplete.ShouldBeTrue();
        summary.RepeatedTexts.ShouldHaveSingleItem().Answers.ShouldBe(Trials / 1_000);
    }

    private static string Letters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(static digit => (char)('a' + digit - '0')));
}
