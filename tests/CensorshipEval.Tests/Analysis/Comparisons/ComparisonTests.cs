using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Analysis.Comparisons;

public sealed class ComparisonTests
{
    [Fact]
    public void P_values_are_adjusted_over_all_that_was_declared_even_where_nothing_was_found()
    {
        DeclaredComparison real = new() { Kind = ComparisonKind.Targets, Left = "a", Right = "b" };
        DeclaredComparison empty = new() { Kind = ComparisonKind.Languages, Left = "zh-Hans", Right = "en", Target = "a" };
        RunAnalysis analysis = TwoModels(refusedByA: 9).Analyse();
        double alone = analysis.Compare([real]).ShouldHaveSingleItem().HolmPValue;
        IReadOnlyList<Comparison> three = analysis.Compare([real, empty, empty]);
        three[0].HolmPValue.ShouldBe(3 * alone, 1e-12);
        three[0].FalseDiscoveryRate.ShouldBe(3 * alone, 1e-12);
        three[1].Found.ShouldBeNull();
        (three[1].HolmPValue, three[1].FalseDiscoveryRate).ShouldBe((1, 1));
    }

    [Fact]
    public void Two_models_are_compared_over_the_same_questions()
    {
        Comparison comparison = TwoModels(refusedByA: 9).Analyse().Compare([new DeclaredComparison { Kind = ComparisonKind.Targets, Left = "a", Right = "b" }]).ShouldHaveSingleItem();
        comparison.Found!.Difference.Value.ShouldBe(0.45, 1e-12);
        comparison.Found.Test.ShouldBe(ContrastTest.McNemarExact);
        comparison.Found.PValue!.Value.ShouldBe(2 * Math.Pow(2, -9), 1e-12);
        comparison.IsOfHosts.ShouldBeFalse();
    }

    [Fact]
    public void Two_hosts_of_one_model_are_told_as_such()
    {
        var cells = new Cells();
        foreach (string host in new[] { "here", "there" }) cells.Add(0, PromptRole.Sensitive, 0, target: host, model: host == "here" ? "vendor/some-model" : "Some-Model").Add(0, PromptRole.Analogue, 0, target: host, model: "some-model");
        cells.Analyse().Compare([new DeclaredComparison { Kind = ComparisonKind.Targets, Left = "here", Right = "there" }]).Single().IsOfHosts.ShouldBeTrue();
    }

    [Fact]
    public void A_language_gap_over_several_models_is_clustered_both_ways()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            for (int model = 0; model < 4; model++)
                cells.Add(family, PromptRole.Sensitive, 0, target: $"m{model}").Add(family, PromptRole.Sensitive, family % 2 == 0 || model < 2 ? 1 : 0, target: $"m{model}", language: "zh");
        }

        Contrast found = cells.Analyse().Compare([new DeclaredComparison { Kind = ComparisonKind.Languages, Left = "zh-Hans", Right = "en", Roles = ComparedRoles.Sensitive }]).Single().Found!;
        (found.Pairs, found.Families, found.Models, found.Test).ShouldBe((80, 20, 4, ContrastTest.TwoWayT));
        found.Difference.Value.ShouldBe(0.75);
    }

    [Fact]
    public void A_run_is_compared_with_an_earlier_one_however_its_families_are_numbered()
    {
        var earlier = new Cells();
        var later = new Cells();
        for (int family = 0; family < 20; family++) earlier.Add(family, PromptRole.Sensitive, 0).Add(family, PromptRole.Analogue, 0);
        for (int family = 24; family >= 4; family--) later.Add(family, PromptRole.Sensitive, family < 12 ? 1 : 0).Add(family, PromptRole.Analogue, 0);
        IReadOnlyList<RunChange> changes = later.Analyse().ChangesSince(earlier.Analyse());
        changes.Select(static change => change.Roles).ShouldBe([ComparedRoles.Index, ComparedRoles.Sensitive, ComparedRoles.All]);
        changes[0].Found.Difference.Value.ShouldBe(0.5);
        changes[0].Found.Families.ShouldBe(16);
        later.Analyse().ChangesSince(later.Analyse()).ShouldAllBe(static change => change.Found.Difference.Value == 0 && change.HolmPValue == 1);
    }

    [Fact]
    public void What_else_than_time_differs_between_two_runs_is_told()
    {
        var earlier = new Cells();
        var later = new Cells();
        for (int family = 0; family < 20; family++)
        {
            earlier.Add(family, PromptRole.Sensitive, 0, target: "prod", model: "one");
            later.Add(family, PromptRole.Sensitive, 1, target: "prod", model: "another");
        }

        later.Analyse().ChangesSince(earlier.Analyse()).ShouldAllBe(static change => change.TargetDiffersIn.SequenceEqual(new[] { "model" }));
        later.Analyse().ChangesSince(later.Analyse()).ShouldAllBe(static change => change.TargetDiffersIn.Count == 0);
    }

    [Fact]
    public void A_prompt_whose_words_have_changed_is_another_question()
    {
        Trial asked = new()
        {
            Exchange = new Exchange
            {
                Key = new TrialKey("run", "t", "p", 0), Target = new Target { Id = "t", Model = "m" },
                Prompt = new Prompt { Id = "p", Text = "Was it so?", Language = LanguageTag.Parse("en"), FamilyId = "f", Role = PromptRole.Sensitive },
            },
            Verdict = new Verdict { Detector = new ComponentId("test", "1"), Delivery = Delivery.Delivered, Engagement = Engagement.Refused },
        };
        TrialCounts earlier = new(), later = new();
        earlier.Add(asked);
        later.Add(asked with { Exchange = asked.Exchange with { Prompt = asked.Exchange.Prompt with { Text = "Was it otherwise?" } } });
        new RunAnalysis(later).ChangesSince(new RunAnalysis(earlier)).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => later.Add(asked with { Exchange = asked.Exchange with { Prompt = asked.Exchange.Prompt with { Language = LanguageTag.Parse("de") } } }));
    }

    [Fact]
    public void A_plan_with_a_comparison_of_what_it_does_not_hold_cannot_be_run()
    {
        EvaluationPlan plan = new()
        {
            Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = "a", Model = "a" }, new Target { Id = "b", Model = "b" }], Prompts = TestCorpus.Few,
            Judges = new Judges(new ComponentId("d", "1"), [new ComponentId("key-fact-recall", "1")]), Source = "live",
        };
        void Check(DeclaredComparison comparison) => EvaluationPlanValidator.Check(plan with { Comparisons = [comparison] });
        DeclaredComparison fine = new() { Kind = ComparisonKind.Targets, Left = "a", Right = "b", Quantity = "key-fact-recall" };
        Check(fine);
        Check(new DeclaredComparison { Kind = ComparisonKind.Languages, Left = "zh", Right = "EN", Target = "a" });
        Should.Throw<InputException>(() => Check(fine with { Quantity = "hardrate" })).Message.ShouldContain("hard-rate, non-answer-rate, key-fact-recall");
        Should.Throw<InputException>(() => Check(fine with { Right = "c" }));
        Should.Throw<InputException>(() => Check(fine with { Right = "a" }));
    }

    [Fact]
    public void The_proposed_comparisons_pair_targets_and_languages_and_become_part_of_the_plan()
    {
        Target[] targets = [new() { Id = "a", Model = "a" }, new() { Id = "b", Model = "b" }, new() { Id = "c", Model = "c" }];
        IReadOnlyList<DeclaredComparison> declared = DeclaredComparison.Default(targets, TestCorpus.Few);
        int languages = TestCorpus.Few.Select(static prompt => prompt.Language).Distinct().Count();
        declared.Count.ShouldBe(3 + (3 * (languages - 1)));
        EvaluationPlan bare = new() { Corpus = TestCorpus.BuiltIn.Info, Targets = targets, Prompts = TestCorpus.Few, Judges = new Judges(new ComponentId("d", "1"), []), Source = "live" };
        EvaluationPlan plan = bare with { Comparisons = declared };
        plan.ComputeHash().ShouldNotBe(bare.ComputeHash());
        EvaluationPlan read = EvaluationPlan.FromRecord(plan.ToRecord("run", DateTimeOffset.UnixEpoch));
        read.Comparisons.ShouldBe(declared);
        read.ComputeHash().ShouldBe(plan.ComputeHash());
    }

    [Fact]
    public void Adjusted_values_are_never_below_the_raw_ones_nor_above_one_and_keep_their_order()
    {
        double[] p = [0.001, 0.04, 0.03, 0.03, 0.9, 1];
        foreach (double[] adjusted in new[] { HolmAdjustment.Of(p), BenjaminiHochbergAdjustment.Of(p) })
        {
            for (int i = 0; i < p.Length; i++)
            {
                adjusted[i].ShouldBeInRange(p[i], 1);
                for (int j = 0; j < p.Length; j++) if (p[i] <= p[j]) adjusted[i].ShouldBeLessThanOrEqualTo(adjusted[j]);
            }
        }
    }

    private static Cells TwoModels(int refusedByA)
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            cells.Add(family, PromptRole.Sensitive, family < refusedByA ? 1 : 0, target: "a").Add(family, PromptRole.Analogue, 0, target: "a");
            cells.Add(family, PromptRole.Sensitive, 0, target: "b").Add(family, PromptRole.Analogue, 0, target: "b");
        }

        return cells;
    }
}
