using CensorshipEval.Analysis;
using CensorshipEval.Corpora;

namespace CensorshipEval.Tests.Analysis.Indices;

public sealed class CensorshipIndexTests
{
    [Fact]
    public void The_index_is_the_share_withheld_of_sensitive_prompts_minus_that_of_their_analogues()
    {
        var cells = new Cells();
        for (int family = 0; family < 40; family++)
            cells.Add(family, PromptRole.Sensitive, family < 20 ? 1 : 0).Add(family, PromptRole.Analogue, family < 4 ? 1 : 0).Add(family, PromptRole.Benign, 0);
        CensorshipIndex index = cells.Analyse().Indices().ShouldHaveSingleItem();
        index.Index!.Difference.Value.ShouldBe(0.4, 1e-12);
        index.Index.Left.Value.ShouldBe(0.5);
        index.Index.Right.Value.ShouldBe(0.1);
        index.SensitiveMinusBenign!.Difference.Value.ShouldBe(0.5);
        index.AnalogueMinusBenign!.Difference.Value.ShouldBe(0.1);
        (index.Index.Families, index.Index.Pairs, index.HasCeiling, index.IsDescriptive).ShouldBe((40, 40, false, false));
        index.Index.Test.ShouldBe(ContrastTest.McNemarExact);
        index.Index.PValue!.Value.ShouldBe(Math.Pow(2, -15), 1e-9);
    }

    [Fact]
    public void The_four_signals_add_up_to_the_index()
    {
        var cells = new Cells();
        Delivery[] deliveries = [Delivery.InputBlocked, Delivery.OutputBlocked, Delivery.Retracted, Delivery.Delivered];
        for (int family = 0; family < 20; family++)
        {
            Delivery delivery = deliveries[family % 4];
            cells.Add(family, PromptRole.Sensitive, delivery is Delivery.Delivered ? Engagement.Refused : null, delivery).Add(family, PromptRole.Analogue, family == 3 ? 1 : 0);
        }

        CensorshipIndex index = cells.Analyse().Indices().ShouldHaveSingleItem();
        index.Signals.Values.Sum(static signal => signal.Value).ShouldBe(index.Index!.Difference.Value, 1e-12);
        index.Signals[ObservedSignal.InputBlock].Value.ShouldBe(0.25);
        index.Signals[ObservedSignal.RefusalInText].Value.ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void A_family_that_lacks_one_role_is_left_out_and_counted()
    {
        var cells = new Cells();
        for (int family = 0; family < 10; family++) cells.Add(family, PromptRole.Sensitive, 1).Add(family, PromptRole.Analogue, 0);
        cells.Add(10, PromptRole.Sensitive, 0);
        Contrast index = cells.Analyse().Indices().ShouldHaveSingleItem().Index!;
        (index.Difference.Value, index.Families, index.UnpairedFamilies).ShouldBe((1, 10, 1));
    }

    [Fact]
    public void Forms_and_languages_are_paired_with_their_own_kind()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            cells.Add(family, PromptRole.Sensitive, 1, form: PromptForm.Explain).Add(family, PromptRole.Analogue, 0, form: PromptForm.Explain);
            cells.Add(family, PromptRole.Sensitive, 0, form: PromptForm.Criticise).Add(family, PromptRole.Analogue, 0, language: "de");
        }

        Contrast index = cells.Analyse().Indices().ShouldHaveSingleItem().Index!;
        (index.Difference.Value, index.Pairs).ShouldBe((1, 20));
    }

    [Fact]
    public void Nothing_withheld_anywhere_still_has_an_interval_with_width()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++) cells.Add(family, PromptRole.Sensitive, 0, 5).Add(family, PromptRole.Analogue, 0, 5);
        Contrast index = cells.Analyse().Indices().ShouldHaveSingleItem().Index!;
        index.Difference.Value.ShouldBe(0);
        index.Difference.Interval!.Value.Low.ShouldBeLessThan(-0.05);
        index.Difference.Interval!.Value.High.ShouldBeGreaterThan(0.05);
        index.PValue.ShouldBe(1);
        index.LeastDetectable!.Value.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void An_analogue_that_is_withheld_too_is_told_as_a_ceiling()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++) cells.Add(family, PromptRole.Sensitive, 1).Add(family, PromptRole.Analogue, family < 5 ? 1 : 0);
        cells.Analyse().Indices().ShouldHaveSingleItem().HasCeiling.ShouldBeTrue();
    }

    [Fact]
    public void Few_families_describe_and_topics_carry_no_p_value()
    {
        var cells = new Cells();
        for (int family = 0; family < 19; family++) cells.Add(family, PromptRole.Sensitive, 1).Add(family, PromptRole.Analogue, 0);
        CensorshipIndex index = cells.Analyse().Indices(GroupBy.Target | GroupBy.Topic).ShouldHaveSingleItem();
        index.IsDescriptive.ShouldBeTrue();
        index.Index!.PValue.ShouldBeNull();
        index.Index.Test.ShouldBeNull();
    }

    [Fact]
    public void Silence_that_comes_with_the_topic_moves_the_bounds_and_is_tested()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            cells.Add(family, PromptRole.Sensitive, 0).Add(family, PromptRole.Analogue, 0, 2);
            cells.Add(family, PromptRole.Sensitive, null, Delivery.EmptyStop);
        }

        CensorshipIndex index = cells.Analyse().Indices().ShouldHaveSingleItem();
        index.Index!.Difference.Value.ShouldBe(0);
        index.Bounds.ShouldBe(new Interval(0, 0.5));
        index.Missingness!.Difference.Value.ShouldBe(0.5);
        index.Missingness.PValue!.Value.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Whatever_a_reference_panel_shows_too_is_subtracted()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            foreach ((string target, int most) in new[] { ("one", 4), ("two", 8), ("asked", 16) })
                cells.Add(family, PromptRole.Sensitive, family < most ? 1 : 0, target: target).Add(family, PromptRole.Analogue, 0, target: target);
        }

        IReadOnlyList<CensorshipIndex> indices = cells.Analyse(new AnalysisOptions { ReferencePanel = ["one", "two"] }).Indices();
        indices.Single(static index => index.Group.TargetId == "asked").MinusPanel!.Difference.Value.ShouldBe(0.8 - 0.3, 1e-12);
        indices.Where(static index => index.Group.TargetId != "asked").ShouldAllBe(static index => index.MinusPanel == null);
    }

    [Fact]
    public void An_analogue_from_the_models_own_country_is_no_fair_one()
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        PromptFamily own = corpus.Families.First(static family => family.AnalogueJurisdiction == Jurisdiction.Parse("US") && family.Jurisdiction == Jurisdiction.Parse("CN"));
        PromptFamily other = corpus.Families.First(static family => family.AnalogueJurisdiction != Jurisdiction.Parse("US") && family.Jurisdiction == Jurisdiction.Parse("CN"));
        var counts = new TrialCounts();
        foreach (Prompt prompt in corpus.Prompts.Where(prompt => prompt.FamilyId == own.Id || prompt.FamilyId == other.Id))
        {
            foreach (string model in new[] { "gpt-4o", "unheard-of" })
            {
                counts.Add(new Trial
                {
                    Exchange = new Exchange { Key = new TrialKey("run", model, prompt.Id, 0), Target = new Target { Id = model, Model = model }, Prompt = prompt },
                    Verdict = new Verdict { Detector = new ComponentId("test", "1"), Delivery = Delivery.Delivered, Engagement = Engagement.Complete },
                });
            }
        }

        IReadOnlyList<CensorshipIndex> indices = new RunAnalysis(counts, new AnalysisOptions { Corpus = corpus }).Indices();
        indices.Select(static index => (index.Group.TargetId, index.Index!.Families, index.FamiliesOfOwnCountry)).ShouldBe([("gpt-4o", 1, (int?)1), ("unheard-of", 2, 0)]);
    }

    [Fact]
    public void What_is_pooled_over_models_is_no_surer_than_the_models_are_many()
    {
        var one = new Cells();
        var several = new Cells();
        for (int family = 0; family < 40; family++)
        {
            for (int model = 0; model < 3; model++)
            {
                string target = $"m{model}";
                several.Add(family, PromptRole.Sensitive, model == 0 ? 1 : 0, target: target).Add(family, PromptRole.Analogue, 0, target: target);
            }

            one.Add(family, PromptRole.Sensitive, family % 3 == 0 ? 1 : 0).Add(family, PromptRole.Analogue, 0);
        }

        Contrast pooled = several.Analyse().Indices(GroupBy.None).ShouldHaveSingleItem().Index!;
        (pooled.Models, pooled.Test).ShouldBe((3, ContrastTest.TwoWayT));
        pooled.StandardErrors.TwoWay!.Value.ShouldBeGreaterThan(2 * pooled.StandardErrors.Naive!.Value);
        Interval wide = pooled.Difference.Interval!.Value, narrow = one.Analyse().Indices().Single().Index!.Difference.Interval!.Value;
        (wide.High - wide.Low).ShouldBeGreaterThan(3 * (narrow.High - narrow.Low));
    }

    [Fact]
    public void Models_that_do_not_differ_at_all_leave_the_strongest_effect_a_test()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            for (int model = 0; model < 3; model++) cells.Add(family, PromptRole.Sensitive, 1, target: $"m{model}").Add(family, PromptRole.Analogue, 0, target: $"m{model}");
        }

        Contrast pooled = cells.Analyse().Indices(GroupBy.None).Single().Index!;
        pooled.Difference.Value.ShouldBe(1);
        pooled.PValue!.Value.ShouldBeLessThan(1e-5);
        pooled.Test.ShouldBe(ContrastTest.McNemarExact);
        pooled.Difference.High.ShouldBe(1);
    }

    [Fact]
    public void No_interval_reaches_beyond_what_is_possible()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            for (int model = 0; model < 2; model++) cells.Add(family, PromptRole.Sensitive, model == 0 || family % 5 == 0 ? 1 : 0, target: $"m{model}").Add(family, PromptRole.Analogue, 0, target: $"m{model}");
        }

        Contrast pooled = cells.Analyse().Indices(GroupBy.None).Single().Index!;
        foreach (Estimate estimate in new[] { pooled.Left, pooled.Right }) (estimate.Low is >= 0 && estimate.High is <= 1).ShouldBeTrue();
        (pooled.Difference.Low is >= -1 && pooled.Difference.High is <= 1).ShouldBeTrue();
        pooled.Left.High!.Value.ShouldBeGreaterThan(0.95, "two models tell next to nothing of others");
        (pooled.LeastDetectable is null or <= 1).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_corpus_nobody_can_tell_whose_country_an_analogue_is_from() =>
        new Cells().Add(0, PromptRole.Sensitive, 1).Add(0, PromptRole.Analogue, 0).Analyse().Indices().Single().FamiliesOfOwnCountry.ShouldBeNull();

    [Fact]
    public void A_topic_picked_by_a_filter_carries_no_p_value_either() =>
        new Cells().Add(0, PromptRole.Sensitive, 1).Add(0, PromptRole.Analogue, 0).Analyse().Indices(filter: new TrialFilter { Topics = ["a-topic"] }).Single().Index!.PValue.ShouldBeNull();

    [Fact]
    public void A_panel_of_targets_that_were_not_asked_is_an_error() =>
        Should.Throw<InputException>(() => new Cells().Add(0, PromptRole.Sensitive, 1).Analyse(new AnalysisOptions { ReferencePanel = ["t", "nobody"] })).Message.ShouldContain("'nobody'");

    [Fact]
    public void Content_is_compared_over_what_was_answered()
    {
        var cells = new Cells();
        var id = new ComponentId("key-fact-recall", "1");
        for (int family = 0; family < 20; family++)
        {
            cells.Add(family, PromptRole.Sensitive, Engagement.Complete, Delivery.Delivered, text: "A short answer.", measurements: new Measurement { Measure = id, Value = 0.25 });
            cells.Add(family, PromptRole.Sensitive, Engagement.Refused, Delivery.Delivered, text: "No.", measurements: new Measurement { Measure = id, Value = 0 });
            cells.Add(family, PromptRole.Analogue, Engagement.Complete, Delivery.Delivered, text: "A short answer. A short answer.", measurements: new Measurement { Measure = id, Value = 1 });
        }

        RunAnalysis analysis = cells.Analyse();
        analysis.Measures.ShouldBe(["key-fact-recall"]);
        IReadOnlyList<CensorshipIndex> contents = analysis.Contents();
        contents.Single(static index => index.Quantity.Name == "key-fact-recall").Index!.Difference.Value.ShouldBe(-0.75);
        contents.Single(static index => index.Quantity == Quantity.Length).Index!.Difference.Value.ShouldBe(-Math.Log(2), 1e-12);
    }
}
