using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests.Explorer;

public sealed class ExchangeSampleTests
{
    private static readonly string[] Languages = ["en", "zh-Hans", "ar"];

    [Fact]
    public async Task Everything_is_taken_when_it_fits()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        ExchangeSample sample = await TakeAsync(run, 10_000);
        sample.Exchanges.Count.ShouldBe((int)run.Plan.TrialCount);
        sample.IsWhole.ShouldBeTrue();
        sample.Summary.ShouldBe($"All {run.Plan.TrialCount:N0} answers are in this page.");
        sample.Cells.ShouldAllBe(static cell => cell.Taken == cell.Total);
    }

    [Fact]
    public async Task No_more_are_taken_than_there_is_room_for()
    {
        ReportedRun run = HandmadeRun.Of(Grid(families: 12, samples: 3));
        foreach (int most in (int[])[0, 1, 7, 18, 19, 100, 431])
        {
            ExchangeSample sample = await TakeAsync(run, most);
            sample.Exchanges.Count.ShouldBe(most);
            sample.Cells.Sum(static cell => cell.Taken).ShouldBe(most);
            sample.Cells.Sum(static cell => cell.Total).ShouldBe(sample.Total);
            sample.Exchanges.Select(static exchange => exchange.Key).ShouldBeUnique();
        }
    }

    [Fact]
    public async Task Texts_take_no_more_bytes_than_there_is_room_for()
    {
        ReportedRun run = HandmadeRun.Of(Grid(families: 12, samples: 3, text: new string('测', 3_000)));
        ExchangeSample sample = await ExchangeSample.TakeAsync(run, new ReportOptions { MaximumExchangeBytes = 500_000 }, TestContext.Current.CancellationToken);
        long bytes = sample.Exchanges.Sum(static exchange => PageJson.Bytes(exchange.Answer.Text)) + sample.Prompts.Values.Sum(static prompt => PageJson.Bytes(prompt.Text));
        bytes.ShouldBeInRange(490_000, 500_000);
        sample.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_too_long_makes_room_for_the_next()
    {
        List<Trial> trials = [.. Grid(families: 2, samples: 1)];
        trials.Add(HandmadeRun.Trial(HandmadeRun.Prompt("long"), new string('x', 200_000), Delivery.OutputBlocked, null));
        ExchangeSample sample = await ExchangeSample.TakeAsync(
            HandmadeRun.Of(trials), new ReportOptions { MaximumExchangeBytes = 100_000, LongestText = 1_000_000 }, TestContext.Current.CancellationToken);
        sample.Exchanges.Count.ShouldBe(trials.Count - 1);
    }

    [Fact]
    public async Task Every_cell_is_there_when_there_is_room_for_one_of_each()
    {
        ReportedRun run = HandmadeRun.Of(Grid(families: 30, samples: 2));
        ExchangeSample whole = await TakeAsync(run, 10_000);
        ExchangeSample sample = await TakeAsync(run, whole.Cells.Count);
        sample.Cells.ShouldAllBe(static cell => cell.Taken == 1);
    }

    [Fact]
    public async Task Within_a_cell_blocks_come_first_then_refusals_disagreements_missing_ones_and_plain_answers()
    {
        Trial[] trials =
        [
            .. Enumerable.Range(0, 5).Select(static i => HandmadeRun.Trial(HandmadeRun.Prompt("plain" + i))),
            HandmadeRun.Trial(HandmadeRun.Prompt("failed"), "", Delivery.TransportError, null),
            HandmadeRun.Trial(HandmadeRun.Prompt("unsure"), probability: 0.45),
            HandmadeRun.Trial(HandmadeRun.Prompt("refused"), "No.", engagement: Engagement.Refused, probability: 0.99),
            HandmadeRun.Trial(HandmadeRun.Prompt("withdrawn"), "", Delivery.Retracted, null),
        ];
        ReportedRun run = HandmadeRun.Of(trials);
        string[] order = ["withdrawn", "refused", "unsure", "failed"];
        for (int most = 1; most <= 4; most++) (await TakeAsync(run, most)).Exchanges.Select(static exchange => exchange.Key.PromptId).ShouldBe(order[..most]);
        (await TakeAsync(run, 5)).Exchanges[4].Key.PromptId.ShouldStartWith("plain");
    }

    [Fact]
    public async Task Disagreements_are_what_a_reader_would_look_at_again()
    {
        static Measurement Of(string measure, double value) => new() { Measure = new ComponentId(measure, "1.0.0"), Value = value };
        (Trial Trial, ExchangeNote Notes)[] cases =
        [
            (HandmadeRun.Trial(HandmadeRun.Prompt("plain"), measurements: [Of("key-fact-recall", 1), Of("hedging", 9)]), ExchangeNote.None),
            (HandmadeRun.Trial(HandmadeRun.Prompt("no-facts"), measurements: [Of("key-fact-recall", 0)]), ExchangeNote.AgainstMeasures),
            (HandmadeRun.Trial(HandmadeRun.Prompt("line"), measurements: [Of("official-line-adherence", 3)]), ExchangeNote.AgainstMeasures),
            (HandmadeRun.Trial(HandmadeRun.Prompt("switched"), measurements: [Of("language-switch", 0.9)]), ExchangeNote.OtherLanguage),
            (HandmadeRun.Trial(HandmadeRun.Prompt("unsure"), probability: 0.6), ExchangeNote.LowMargin),
            (HandmadeRun.Trial(HandmadeRun.Prompt("partial"), engagement: Engagement.Partial), ExchangeNote.NotWholly),
            (HandmadeRun.Trial(HandmadeRun.Prompt("wavers"), sample: 0), ExchangeNote.SamplesDisagree),
            (HandmadeRun.Trial(HandmadeRun.Prompt("wavers"), engagement: Engagement.Refused, probability: 0.99, sample: 1), ExchangeNote.SamplesDisagree),
        ];
        ExchangeSample sample = await TakeAsync(HandmadeRun.Of([.. cases.Select(static one => one.Trial)]), 100);
        foreach ((Trial trial, ExchangeNote notes) in cases) sample.Exchanges.Single(exchange => exchange.Key == trial.Key).Notes.ShouldBe(notes, trial.Key.ToString());
    }

    [Fact]
    public async Task Beside_a_sensitive_exchange_stand_its_analogue_and_its_other_languages()
    {
        // One family is blocked, in English alone; the plain answers of its kin would else be as good as those of forty other families.
        List<Trial> trials = [.. Grid(families: 40, samples: 1, blocked: "f33")];
        ExchangeSample whole = await TakeAsync(HandmadeRun.Of(trials), 10_000);
        ExchangeSample sample = await TakeAsync(HandmadeRun.Of(trials), whole.Cells.Count);
        foreach (string target in (string[])["one", "two"])
        {
            sample.Exchanges.ShouldContain(exchange => exchange.Key == new TrialKey("run", target, "f33.Sensitive.en", 0) && exchange.Rank == ExchangeRank.Blocked);
            sample.Exchanges.ShouldContain(exchange => exchange.Key == new TrialKey("run", target, "f33.Analogue.en", 0));
        }

        ExchangeSample more = await TakeAsync(HandmadeRun.Of(trials), whole.Cells.Count * 2);
        foreach (string language in Languages) more.Exchanges.ShouldContain(exchange => exchange.Key == new TrialKey("run", "one", $"f33.Sensitive.{language}", 0));
    }

    [Fact]
    public async Task The_same_are_taken_every_time_whatever_the_order_of_reading_and_others_by_another_seed()
    {
        List<Trial> trials = [.. Grid(families: 20, samples: 3)];
        TrialKey[] first = await KeysAsync(HandmadeRun.Of(trials));
        (await KeysAsync(HandmadeRun.Of(trials))).ShouldBe(first);
        trials.Reverse();
        (await KeysAsync(HandmadeRun.Of(trials))).ShouldBe(first, ignoreOrder: true);
        (await KeysAsync(HandmadeRun.Of(trials, seed: 2))).ShouldNotBe(first);

        static async Task<TrialKey[]> KeysAsync(ReportedRun run) => [.. (await TakeAsync(run, 90)).Exchanges.Select(static exchange => exchange.Key)];
    }

    [Fact]
    public async Task The_page_says_how_many_of_how_many_it_holds()
    {
        ReportedRun run = HandmadeRun.Of(Grid(families: 200, samples: 2));
        (await TakeAsync(run, 1_500)).Summary.ShouldStartWith("1,500 of 4,800 answers are in this page");
        (await TakeAsync(run, 0)).Summary.ShouldBe("None of the 4,800 answers is in this page. All of them: trials.jsonl.");
        (await ExchangeSample.TakeAsync(run, new ReportOptions { MaximumExchanges = 0, Trials = false }, TestContext.Current.CancellationToken)).Summary
            .ShouldBe("None of the 4,800 answers is in this page. All of them: in the store of the run.");
    }

    [Fact]
    public async Task A_long_text_is_cut_between_characters_and_its_length_kept()
    {
        string text = new string('a', 199) + "😀" + new string('b', 50);
        ReportedRun run = HandmadeRun.Of([HandmadeRun.Trial(HandmadeRun.Prompt("p"), text)]);
        ExchangeSample sample = await ExchangeSample.TakeAsync(run, new ReportOptions { LongestText = 200 }, TestContext.Current.CancellationToken);
        sample.Exchanges.Single().Answer.ShouldBe(new CutText(new string('a', 199), 251));
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => ExchangeSample.TakeAsync(HandmadeRun.Of(Grid(2, 1)), new ReportOptions(), cancelled.Token));
    }

    private static Task<ExchangeSample> TakeAsync(ReportedRun run, int most) =>
        ExchangeSample.TakeAsync(run, new ReportOptions { MaximumExchanges = most }, TestContext.Current.CancellationToken);

    // Two targets, two roles, three languages, two topics: 24 cells.
    private static IReadOnlyList<Trial> Grid(int families, int samples, string text = "An answer.", string? blocked = null) =>
    [
        .. from family in Enumerable.Range(0, families)
           from role in (PromptRole[])[PromptRole.Sensitive, PromptRole.Analogue]
           from language in Languages
           let name = $"f{family}"
           let prompt = HandmadeRun.Prompt($"{name}.{role}.{language}", language: language, role: role, family: name, topic: "topic" + (family % 2))
           from target in (string[])["one", "two"]
           from sample in Enumerable.Range(0, samples)
           let isBlocked = name == blocked && language == "en" && role == PromptRole.Sensitive
           select isBlocked
               ? HandmadeRun.Trial(prompt, "", Delivery.InputBlocked, null, target, sample)
               : HandmadeRun.Trial(prompt, text, target: target, sample: sample),
    ];
}
