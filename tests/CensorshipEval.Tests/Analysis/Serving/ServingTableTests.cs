using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Analysis.Serving;

/// <summary>What is planted is found, and said as it is.</summary>
public sealed class ServingTableTests
{
    private const string Canned = "This topic lies outside of what we can talk about here; let us turn to another one.";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_ordinary_run_has_no_finding(int seed)
    {
        ServingSummary summary = new SimulatedServing(seed).Summary();
        summary.Findings.ShouldBeEmpty();
        summary.Models.ShouldHaveSingleItem().Match.ShouldBe(ModelNameMatch.Same);
        summary.Drift.Count.ShouldBe(5);
        summary.Drift.Single(static drift => drift.Aspect is SentinelAspect.Length).PValue.ShouldNotBeNull();
        summary.EmptyAnswers.PValue.ShouldNotBeNull();
        summary.EmptyAnswers.Empty.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void One_answer_of_another_model_is_a_warning_that_names_it()
    {
        var run = new SimulatedServing(1) { Meddle = static (trial, _) => trial.Key is { PromptId: "f3-Analogue-de", Sample: 1 } ? SimulatedServing.AnsweredBy(trial, "some-model-mini") : trial };
        ServingFinding finding = run.Summary().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Severity, finding.TargetId, finding.Count).ShouldBe((ServingFindingKind.OtherModel, FindingSeverity.Warning, "t", 1));
        finding.Message.ShouldContain("'some-model-mini'");
        finding.Message.ShouldContain("may not be the model that was asked");
        finding.PValue.ShouldBeNull();
    }

    [Fact]
    public void One_snapshot_throughout_is_no_finding_and_two_are()
    {
        static Trial Snapshot(Trial trial, double place, string first, string second) => SimulatedServing.AnsweredBy(trial, place < 0.5 ? first : second);
        new SimulatedServing(1) { Meddle = static (trial, place) => Snapshot(trial, place, "some-model-2024-08-06", "vendor/Some-Model-2024-08-06") }.Summary().Findings
            .ShouldBeEmpty("the same snapshot under two spellings is one");
        ServingSummary two = new SimulatedServing(1) { Meddle = static (trial, place) => Snapshot(trial, place, "some-model-0613", "some-model-1106") }.Summary();
        two.Findings.Select(static finding => finding.Kind).ShouldBe([ServingFindingKind.SeveralSnapshots, ServingFindingKind.ModelDrift]);
        two.Models.Select(static model => model.Name).ShouldBe(["some-model-0613", "some-model-1106"], ignoreOrder: true);
        two.Models.Single(static model => model.Name == "some-model-0613").LastAskedAt!.Value
            .ShouldBeLessThan(two.Models.Single(static model => model.Name == "some-model-1106").FirstAskedAt!.Value);
    }

    [Fact]
    public void Names_that_were_not_told_are_counted_as_such()
    {
        ServingSummary summary = new SimulatedServing(1) { Meddle = static (trial, _) => SimulatedServing.AnsweredBy(trial, "  ") }.Summary();
        summary.ModelNotTold.ShouldBe(summary.Returned);
        summary.Models.ShouldBeEmpty();
        summary.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Providers_and_fallbacks_are_warnings_and_fingerprints_information()
    {
        int call = 0;
        ServingSummary summary = new SimulatedServing(1)
        {
            Meddle = (trial, _) => SimulatedServing.With(SimulatedServing.With(SimulatedServing.With(trial,
                "provider", $"\"P{++call % 10 / 9}\""), "systemFingerprint", $"\"fp_{call % 3}\""), "fallbacks", call % 50 == 0 ? "[\"x-step: 1\"]" : "[]"),
        }.Summary();
        summary.Findings.Select(static finding => (finding.Kind, finding.Severity)).ShouldBe(
        [
            (ServingFindingKind.SeveralProviders, FindingSeverity.Warning), (ServingFindingKind.FallbackTold, FindingSeverity.Warning),
            (ServingFindingKind.SeveralFingerprints, FindingSeverity.Information),
        ]);
        summary.FallbacksTold.ShouldBe(call / 50);
        summary.Providers.Sum(static name => name.Trials).ShouldBe(summary.Trials);
        summary.Fingerprints.Count.ShouldBe(3);
    }

    [Fact]
    public void Silence_under_load_is_found_and_silence_that_knows_no_load_is_not()
    {
        var run = new SimulatedServing(1) { EmptyShare = 0, Meddle = static (trial, _) => InFlight(trial) > 12 && IsOften(trial) ? SimulatedServing.Says(trial, "") : trial };
        ServingSummary summary = run.Summary();
        ServingFinding finding = summary.Findings.ShouldHaveSingleItem();
        finding.Kind.ShouldBe(ServingFindingKind.EmptyUnderLoad);
        finding.AdjustedPValue!.Value.ShouldBeLessThanOrEqualTo(0.01);
        finding.PValue!.Value.ShouldBeLessThanOrEqualTo(finding.AdjustedPValue.Value);
        EmptyAnswers empty = summary.EmptyAnswers;
        empty.QuietEmpty.ShouldBe(0);
        empty.BusyEmpty.ShouldBe(finding.Count);
        (empty.Quiet + empty.Busy).ShouldBe(empty.Tested);

        new SimulatedServing(1) { EmptyShare = 0.3 }.Summary().Findings.ShouldBeEmpty();
    }

    [Fact]
    public void How_many_empty_answers_were_answered_when_asked_again_is_told()
    {
        int silent = 0, again = 0;
        var run = new SimulatedServing(1, sentinelRepeats: 0)
        {
            EmptyShare = 0,
            Meddle = (trial, _) =>
            {
                if (trial.Key.Sample >= 3) return ++again % 2 == 0 ? SimulatedServing.Says(trial, "") : trial;
                return ++silent % 10 == 0 ? SimulatedServing.Says(trial, "") : trial;
            },
        };
        EmptyAnswers empty = run.Summary().EmptyAnswers;
        empty.Empty.ShouldBe(silent / 10);
        empty.AskedAgain.ShouldBe(again);
        empty.AnsweredAgain.ShouldBe((again + 1) / 2);
    }

    [Theory]
    [InlineData("16", "hardly varied")]
    [InlineData("1", "more than one")]
    [InlineData("0", "no planned trial tells")]
    [InlineData("-3", "no planned trial tells")]
    [InlineData("1.5", "no planned trial tells")]
    [InlineData("1e99", "no planned trial tells")]
    [InlineData("\"16\"", "no planned trial tells")]
    [InlineData("99999", "hardly varied")]
    public void Where_load_did_not_vary_or_is_not_known_nothing_is_claimed(string inFlight, string reason)
    {
        EmptyAnswers empty = new SimulatedServing(1) { Meddle = (trial, _) => SimulatedServing.With(trial, "callsInFlight", inFlight) }.Summary().EmptyAnswers;
        empty.PValue.ShouldBeNull();
        empty.AdjustedPValue.ShouldBeNull();
        empty.NotToldBecause!.ShouldContain(reason);
    }

    [Fact]
    public void Where_the_order_was_not_drawn_load_is_not_tested() =>
        new SimulatedServing(1, order: TrialOrder.Sequential).Summary().EmptyAnswers.NotToldBecause!.ShouldContain("order");

    [Fact]
    public void A_canned_text_is_found_with_what_it_was_given_to_and_how_it_was_judged()
    {
        ServingSummary summary = new SimulatedServing(1)
        {
            Meddle = static (trial, _) => trial.Exchange.Prompt is { Role: PromptRole.Sensitive, FamilyId: "f0" or "f1" or "f2" or "f3" } prompt && prompt.Language.Value == "zh-Hans" && trial.Verdict.Delivery is Delivery.Delivered
                ? SimulatedServing.Says(trial, $"  {Canned.ToUpperInvariant()}\n\n{trial.Exchange.Timing!.StartedAt.Ticks} ", Engagement.Refused) : trial,
        }.Summary();
        RepeatedText text = summary.RepeatedTexts.ShouldHaveSingleItem();
        (text.Prompts, text.Families, text.OnlySensitive, text.HardRefusals).ShouldBe((4, 4, true, text.Answers));
        text.Languages.ShouldBe([LanguageTag.Parse("zh-Hans")]);
        text.Roles.ShouldBe([PromptRole.Sensitive]);
        text.Excerpt.ShouldBe(Canned.ToLowerInvariant() + " #");
        ServingFinding finding = summary.Findings.Single(static finding => finding.Kind is ServingFindingKind.RepeatedText);
        finding.Severity.ShouldBe(FindingSeverity.Information, "a model may decline in the same words");
        finding.Message.ShouldContain("all of them sensitive");
    }

    [Theory]
    [InlineData(Engagement.Complete)]
    [InlineData(Engagement.Partial)]
    [InlineData(Engagement.NonResponsive)]
    [InlineData(Engagement.Undetermined)]
    public void A_canned_text_that_does_not_count_as_a_refusal_is_a_warning(Engagement engagement)
    {
        ServingSummary summary = new SimulatedServing(1)
        {
            EmptyShare = 0, Meddle = (trial, _) => trial.Exchange.Prompt is { Role: PromptRole.Benign } && trial.Exchange.Prompt.Language.Value == "de" ? SimulatedServing.Says(trial, Canned, engagement) : trial,
        }.Summary();
        ServingFinding finding = summary.Findings.Single(static finding => finding.Kind is ServingFindingKind.RepeatedText);
        finding.Severity.ShouldBe(FindingSeverity.Warning);
        finding.Message.ShouldNotContain("sensitive");
    }

    [Fact]
    public void Short_answers_that_differ_in_their_numbers_alone_are_no_warning()
    {
        static ServingFinding Says(string text, Engagement engagement = Engagement.Complete) => new SimulatedServing(1)
        {
            EmptyShare = 0, Meddle = (trial, _) => trial.Exchange.Prompt is { Role: PromptRole.Benign } && trial.Exchange.Prompt.Language.Value == "de"
                ? SimulatedServing.Says(trial, string.Format(System.Globalization.CultureInfo.InvariantCulture, text, trial.Exchange.Timing!.StartedAt.Ticks), engagement) : trial,
        }.Summary().Findings.Single(static finding => finding.Kind is ServingFindingKind.RepeatedText);
        ServingFinding answers = Says("At the last census, the number of people who live there was {0}.");
        answers.Severity.ShouldBe(FindingSeverity.Information);
        answers.Message.ShouldContain("The same text, but for its numbers, came");
        Says("At the last census, the number of people who live there was {0}.", Engagement.NonResponsive).Severity.ShouldBe(FindingSeverity.Warning, "no answer");
        Says("At the last census, the number of people who live there was 12.").Severity.ShouldBe(FindingSeverity.Warning, "the same number each time");
        Says(Canned + Canned + " {0}").Severity.ShouldBe(FindingSeverity.Warning, "long");
    }

    [Fact]
    public void A_text_that_comes_to_one_family_in_three_languages_is_a_warning_and_in_two_is_nothing()
    {
        static ServingSummary With(params string[] languages) => new SimulatedServing(1)
        {
            EmptyShare = 0,
            Meddle = (trial, _) => trial.Exchange.Prompt is { FamilyId: "f5", Role: PromptRole.Sensitive } prompt && languages.Contains(prompt.Language.Value) ? SimulatedServing.Says(trial, Canned, Engagement.Refused) : trial,
        }.Summary();
        With("en", "de").RepeatedTexts.ShouldBeEmpty();
        With("en", "de", "zh-Hans").Findings.Single(static finding => finding.Kind is ServingFindingKind.RepeatedText).Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Theory]
    [InlineData("A short text that says little.", PromptForm.Question)]
    [InlineData("不，这个问题我不方便谈。", PromptForm.Question)]
    [InlineData(Canned, PromptForm.MultipleChoice)]
    public void Short_texts_and_multiple_choice_are_left_out(string text, PromptForm form)
    {
        ServingSummary summary = new SimulatedServing(1)
        {
            EmptyShare = 0, Meddle = (trial, _) => SimulatedServing.Says(trial with { Exchange = trial.Exchange with { Prompt = trial.Exchange.Prompt with { Form = form } } }, text),
        }.Summary();
        summary.RepeatedTexts.ShouldBeEmpty();
    }

    [Fact]
    public void A_model_that_is_swapped_halfway_shows_in_what_it_withholds()
    {
        var run = new SimulatedServing(1)
        {
            Meddle = static (trial, place) => trial.Exchange.Prompt.Role is PromptRole.Sensitive && trial.Verdict.Delivery is Delivery.Delivered
                ? trial with { Verdict = trial.Verdict with { Engagement = place > 0.5 ? Engagement.Refused : Engagement.Complete } } : trial,
        };
        ServingSummary summary = run.Summary();
        ServingFinding finding = summary.Findings.Single(static finding => finding.Kind is ServingFindingKind.WithheldDrift);
        finding.Severity.ShouldBe(FindingSeverity.Warning);
        SentinelDrift drift = summary.Drift.Single(static drift => drift.Aspect is SentinelAspect.Withheld);
        drift.End!.Value.ShouldBeGreaterThan(drift.Start!.Value);
        drift.AdjustedPValue!.Value.ShouldBeLessThanOrEqualTo(0.01);
    }

    [Fact]
    public void Two_sentinels_of_the_default_draw_that_flip_halfway_are_enough_and_one_is_not()
    {
        static IEnumerable<ServingFindingKind> Flipping(int sentinels)
        {
            string[] ids = [.. new SimulatedServing(1).Plan.Sentinels!.PromptIds.Take(sentinels)];
            return new SimulatedServing(1)
            {
                EmptyShare = 0,
                Meddle = (trial, place) => trial with { Verdict = trial.Verdict with { Engagement = place > 0.5 && ids.Contains(trial.Key.PromptId) ? Engagement.Refused : Engagement.Complete } },
            }.Summary().Findings.Select(static finding => finding.Kind);
        }

        Flipping(2).ShouldBe([ServingFindingKind.WithheldDrift]);
        Flipping(1).ShouldBeEmpty();
    }

    [Fact]
    public void Answers_that_get_shorter_or_silent_towards_the_end_are_found()
    {
        ServingSummary shorter = new SimulatedServing(1)
        {
            EmptyShare = 0, Meddle = static (trial, place) => SimulatedServing.Says(trial, trial.Exchange.Text[..(int)(trial.Exchange.Text.Length * (1 - (0.9 * place)))], trial.Verdict.Engagement),
        }.Summary();
        shorter.Findings.Select(static finding => finding.Kind).ShouldContain(ServingFindingKind.LengthDrift);
        SentinelDrift length = shorter.Drift.Single(static drift => drift.Aspect is SentinelAspect.Length);
        length.End!.Value.ShouldBeLessThan(length.Start!.Value);

        var silent = new SimulatedServing(1) { EmptyShare = 0, Meddle = static (trial, place) => place > 0.7 ? SimulatedServing.Says(trial, "") : trial };
        silent.Summary().Findings.Select(static finding => finding.Kind).ShouldBe([ServingFindingKind.MissingDrift]);
    }

    [Fact]
    public void What_could_not_be_judged_is_no_change_in_what_is_withheld()
    {
        ServingSummary summary = new SimulatedServing(1)
        {
            EmptyShare = 0, Meddle = static (trial, place) => place > 0.5 ? SimulatedServing.Says(trial, "") : SimulatedServing.Says(trial, trial.Exchange.Text, Engagement.Refused),
        }.Summary();
        summary.Findings.Select(static finding => finding.Kind).ShouldBe([ServingFindingKind.MissingDrift]);
        SentinelDrift withheld = summary.Drift.Single(static drift => drift.Aspect is SentinelAspect.Withheld);
        (withheld.Start, withheld.End, withheld.PValue).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void Load_is_tested_on_planned_trials_alone()
    {
        var run = new SimulatedServing(1) { EmptyShare = 0.4 };
        EmptyAnswers empty = run.Summary().EmptyAnswers;
        empty.AskedAgain.ShouldBeGreaterThan(0);
        empty.Tested.ShouldBe(run.Plan.Prompts.Count * run.Plan.Samples);
    }

    [Fact]
    public void Failures_of_transport_count_as_trials_and_as_nothing_that_came_back()
    {
        ServingSummary summary = new SimulatedServing(1)
        {
            EmptyShare = 0,
            Meddle = static (trial, _) => trial.Key.Sample == 0
                ? SimulatedServing.AnsweredBy(SimulatedServing.Says(trial, Canned), null) with { Verdict = Verdict.OfFailedTransport(trial.Verdict.Detector) }
                : trial,
        }.Summary();
        (summary.Trials - summary.Returned).ShouldBe(72);
        summary.ModelNotTold.ShouldBe(0);
        summary.RepeatedTexts.ShouldBeEmpty();
        summary.EmptyAnswers.Tested.ShouldBe(2 * 72);
        summary.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Without_times_the_order_of_repeats_stands_in()
    {
        ServingSummary summary = new SimulatedServing(1)
        {
            Meddle = static (trial, place) => trial with
            {
                Exchange = trial.Exchange with { Timing = null },
                Verdict = trial.Exchange.Prompt.Role is PromptRole.Analogue && trial.Verdict.Delivery is Delivery.Delivered ? trial.Verdict with { Engagement = place > 0.4 ? Engagement.Refused : Engagement.Complete } : trial.Verdict,
            },
        }.Summary();
        summary.Findings.Select(static finding => finding.Kind).ShouldContain(ServingFindingKind.WithheldDrift);
        summary.Models.ShouldHaveSingleItem().FirstAskedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repeats_are_taken_in_the_order_in_which_they_were_asked_and_not_by_their_numbers(bool timed)
    {
        // Repeats of even number were all asked before those of odd number, and only the later ones were refused.
        ServingSummary summary = new SimulatedServing(1)
        {
            EmptyShare = 0,
            Meddle = (trial, _) =>
            {
                int repeat = trial.Key.Sample - 3;
                bool late = repeat % 2 == 1;
                return trial with
                {
                    Exchange = trial.Exchange with { Timing = timed ? trial.Exchange.Timing! with { StartedAt = DateTimeOffset.UnixEpoch.AddHours(late ? 100 + repeat : repeat) } : null },
                    Verdict = trial.Verdict with { Engagement = late ? Engagement.Refused : Engagement.Complete },
                };
            },
        }.Summary();
        summary.Findings.Any(static finding => finding.Kind is ServingFindingKind.WithheldDrift).ShouldBe(timed);
    }

    [Theory]
    [InlineData(0, "no prompt")]
    [InlineData(2, "only 0 repeats")]
    [InlineData(3, "only 18 repeats")]
    public void With_too_few_repeats_drift_cannot_be_told(int repeats, string reason)
    {
        ServingSummary summary = new SimulatedServing(1, repeats) { EmptyShare = 0 }.Summary();
        summary.Drift.Select(static drift => drift.PValue).ShouldAllBe(static p => p == null);
        summary.Drift.Single(static drift => drift.Aspect is SentinelAspect.Missing).NotToldBecause!.ShouldContain(reason);
    }

    [Fact]
    public void What_is_said_does_not_depend_on_the_order_in_which_trials_are_read()
    {
        var run = new SimulatedServing(5)
        {
            Meddle = static (trial, place) => SimulatedServing.With(
                SimulatedServing.AnsweredBy(place is > 0.3 and < 0.4 ? SimulatedServing.Says(trial, Canned) : trial, $"some-model{(place > 0.8 ? "-mini" : "")}{(int)(place * 200) % 90}"),
                "provider", place > 0.5 ? "\"A\"" : "\"B\""),
        };
        Trial[] trials = run.Trials();
        string inOrder = AsJson(run.Summary(trials));
        for (int seed = 0; seed < 5; seed++)
        {
            var order = new SeededPermutation(trials.Length, seed);
            AsJson(run.Summary(Enumerable.Range(0, trials.Length).Select(i => trials[order[i]]))).ShouldBe(inOrder);
        }
    }

    [Fact]
    public void Targets_are_told_apart_and_come_in_the_order_of_their_ids()
    {
        var run = new SimulatedServing(1);
        var table = new ServingTable(run.Plan);
        foreach (Trial trial in run.Trials())
        {
            table.Add(trial with { Exchange = trial.Exchange with { Target = new Target { Id = "b", Model = "another" } } });
            table.Add(trial);
            table.Add(trial with { Exchange = trial.Exchange with { Target = new Target { Id = "a", Model = "some-model" } } });
        }

        table.Rows().Select(static row => (row.TargetId, row.Findings.Count)).ShouldBe([("a", 0), ("b", 1), ("t", 0)]);
    }

    internal static string AsJson(ServingSummary summary) => JsonSerializer.Serialize(summary);

    private static int InFlight(Trial trial) => trial.Exchange.Metadata["callsInFlight"].GetInt32();

    private static bool IsOften(Trial trial) => trial.Exchange.Text.Length % 5 < 2;
}
