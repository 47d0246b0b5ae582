using CensorshipEval.Reporting.Tests.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Reporting.Tests.Explorer;

public sealed class SampleOrderTests
{
    // Cells by topic; in each so many of a kind. Analogues are answered, each in a cell of its own: nothing is worth less to a reader, and nothing is there more often.
    private static readonly Arbitrary<(Topic[] Topics, int Seed)> Runs = Arb.From(
        from topics in
            (from blocked in Gen.Choose(0, 4)
             from refused in Gen.Choose(0, 6)
             from unsure in Gen.Choose(0, 3)
             from plain in Gen.Choose(0, 8)
             select new Topic(blocked, refused, unsure, plain)).NonEmptyListOf().Select(static list => list.Take(8).ToArray())
        from seed in Gen.Choose(0, 10_000)
        select (topics, seed));

    [Fact]
    public void Every_block_and_every_refusal_of_a_sensitive_question_is_in_the_page_where_two_thirds_of_it_hold_them() =>
        Prop.ForAll(Runs, Gen.Choose(0, 20).ToArbitrary(), static async (run, more) =>
        {
            int telling = run.Topics.Sum(static topic => topic.Blocked + topic.Refused);
            ExchangeSample sample = await TakeAsync(run, (telling * 3 / 2) + more);
            sample.Counts.Blocks.Taken.ShouldBe(sample.Counts.Blocks.Total);
            sample.Counts.Refusals.Taken.ShouldBe(sample.Counts.Refusals.Total);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_room_is_used_up_and_the_fifth_for_plain_answers_kept_whatever_was_withheld() =>
        Prop.ForAll(Runs, Gen.Choose(1, 120).ToArbitrary(), static async (run, most) =>
        {
            ExchangeSample sample = await TakeAsync(run, most);
            sample.Exchanges.Count.ShouldBe(Math.Min(most, sample.Total));
            sample.Counts.Plain.Taken.ShouldBeGreaterThanOrEqualTo(Math.Min(sample.Counts.Plain.Total, most / 5));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_of_a_kind_does_not_fit_is_left_out_of_every_cell_alike() =>
        Prop.ForAll(Runs, Gen.Choose(1, 60).ToArbitrary(), static async (run, most) =>
        {
            Topic[] blocked = [.. run.Topics.Select(static topic => new Topic(topic.Blocked + 1, 0, 0, 0))];
            ExchangeSample sample = await TakeAsync((blocked, run.Seed), most, analogues: 0);
            for (int i = 0; i < blocked.Length; i++) sample.Cells[i].Taken.ShouldBeGreaterThanOrEqualTo(Math.Min(blocked[i].Blocked, sample.Cells.Max(static cell => cell.Taken) - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_thousand_cells_of_answered_analogues_take_no_place_from_what_was_withheld()
    {
        Topic[] topics = [.. Enumerable.Repeat(new Topic(Blocked: 2, Refused: 6, Unsure: 1, Plain: 5), 10)];
        ExchangeSample sample = await TakeAsync((topics, 1), 150, analogues: 100);
        sample.Total.ShouldBe(10 * 114);
        sample.Counts.Blocks.ShouldBe(new SampleCounts.Kind(20, 20));
        sample.Counts.Refusals.ShouldBe(new SampleCounts.Kind(60, 60));
        sample.Counts.Disagreements.ShouldBe(new SampleCounts.Kind(10, 10));
        sample.Counts.Plain.ShouldBe(new SampleCounts.Kind(30, 50));
        sample.Summary.ShouldBe(
            "150 of 1,140 answers are in this page: all 20 blocked or withdrawn answers, all 60 refusals of sensitive questions, all 10 disagreements about sensitive questions, "
            + "30 of 50 plain answers to sensitive questions and 30 others. Plain answers were drawn by chance, for those who doubt the detector. "
            + "The others are the analogues of these questions first. Rates cannot be counted in what was chosen like this. All answers: trials.jsonl.");
        sample.Method.ShouldStartWith("150 of 1,140. Up to four fifths of the room were for what was blocked or withdrawn; up to two thirds for refusals of sensitive questions");
    }

    [Fact]
    public async Task Where_no_question_is_called_sensitive_the_words_call_none_so()
    {
        ReportedRun run = HandmadeRun.Of(
        [
            .. Enumerable.Range(0, 30).Select(static i => HandmadeRun.Trial(HandmadeRun.Prompt($"plain{i}", role: null))),
            HandmadeRun.Trial(HandmadeRun.Prompt("refused", role: null), "No.", engagement: Engagement.Refused, probability: 0.99),
        ]);
        ExchangeSample sample = await ExchangeSample.TakeAsync(run, new ReportOptions { MaximumExchanges = 10 }, TestContext.Current.CancellationToken);
        sample.Summary.ShouldStartWith("10 of 31 answers are in this page: the only refusal and 9 of 30 plain answers. ");
        sample.Method.ShouldNotContain("sensitive");
    }

    private static Task<ExchangeSample> TakeAsync((Topic[] Topics, int Seed) run, int most, int analogues = 12)
    {
        IEnumerable<Trial> trials = run.Topics.SelectMany((topic, i) => (IEnumerable<Trial>)
        [
            .. Enumerable.Range(0, topic.Blocked).Select(n => HandmadeRun.Trial(Asked($"{i}.blocked.{n}", i), "", Delivery.InputBlocked, null)),
            .. Enumerable.Range(0, topic.Refused).Select(n => HandmadeRun.Trial(Asked($"{i}.refused.{n}", i), "No.", engagement: Engagement.Refused, probability: 0.99)),
            .. Enumerable.Range(0, topic.Unsure).Select(n => HandmadeRun.Trial(Asked($"{i}.unsure.{n}", i), probability: 0.45)),
            .. Enumerable.Range(0, topic.Plain).Select(n => HandmadeRun.Trial(Asked($"{i}.plain.{n}", i))),
            .. Enumerable.Range(0, analogues).Select(n => HandmadeRun.Trial(HandmadeRun.Prompt($"{i}.analogue.{n}", role: PromptRole.Analogue, topic: $"elsewhere {i} {n}"))),
        ]);
        return ExchangeSample.TakeAsync(HandmadeRun.Of([.. trials], seed: run.Seed), new ReportOptions { MaximumExchanges = most }, TestContext.Current.CancellationToken);
    }

    private static Prompt Asked(string id, int topic) => HandmadeRun.Prompt(id, topic: $"topic {topic}");

    private sealed record Topic(int Blocked, int Refused, int Unsure, int Plain);
}
