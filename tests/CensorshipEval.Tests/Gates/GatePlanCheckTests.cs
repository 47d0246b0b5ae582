using CensorshipEval.Analysis;
using CensorshipEval.Gates;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Gates;

public sealed class GatePlanCheckTests
{
    private static readonly Gate Sound = new() { Name = "sound", Measure = Quantity.HardRate, AtMost = 0.1 };

    private static readonly EvaluationPlan Plan = new()
    {
        Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = "t", Model = "m" }], Prompts = TestCorpus.Few, Source = "test",
        Judges = new Judges(new ComponentId("d", "1"), [new ComponentId("key-fact-recall", "1")]),
    };

    [Fact]
    public void A_policy_that_fits_its_plan_is_not_complained_about() => Policy(
        Sound, Sound with { Name = "2", As = MeasuredAs.LanguageGap, Where = new TrialFilter { Languages = [LanguageTag.Parse("zh")] } },
        Sound with { Name = "3", Measure = new Quantity("key-fact-recall"), Where = new TrialFilter { Targets = ["t"], Models = ["m"] } }).CheckAgainst(Plan);

    [Fact]
    public void Whatever_a_policy_names_and_a_plan_lacks_is_told_at_once_before_anything_is_asked()
    {
        GatePolicy policy = Policy(
            Sound with { Measure = new Quantity("hardrate") },
            Sound with { Name = "2", Where = new TrialFilter { Targets = ["t", "u"], Languages = [LanguageTag.Parse("fr")] } },
            Sound with { Name = "3", As = MeasuredAs.LanguageGap, Reference = LanguageTag.Parse("de") },
            Sound with { Name = "4", As = MeasuredAs.Index });
        EvaluationPlan plan = Plan with { Prompts = [.. TestCorpus.Few.Where(static prompt => prompt.Role is PromptRole.Sensitive)] };
        InputException exception = Should.Throw<InputException>(() => policy.CheckAgainst(plan));
        exception.Errors.Select(static error => error.Field).ShouldBe(["gates[0].measure", "gates[1].where.targets", "gates[1].where.languages", "gates[2].reference", "gates[3]"]);
        exception.Message.ShouldContain("gate 'sound': gates[0].measure: found 'hardrate'; expected a measure of the run: hard-rate, key-fact-recall, missing-rate, non-answer-rate");
        exception.Message.ShouldContain("gate '2': gates[1].where.languages: found 'fr'; expected what the run has: en, zh-Hans");
        exception.Message.ShouldContain("no prompt of the run with the role Analogue");
    }

    [Fact]
    public void A_plan_is_searched_for_names_within_the_other_filters_for_origins_and_for_a_reference()
    {
        EvaluationPlan plan = Plan with
        {
            Targets = [new Target { Id = "t", Model = "gpt-4o" }],
            Prompts = [Made("a", "de", "CN"), Made("b", "zh", "CN"), Made("c", "de", "RU"), Made("d", "de", "CN", PromptRole.Analogue), Made("e", "zh", "CN", PromptRole.Analogue)],
        };
        GatePolicy policy = Policy(
            Sound with { Where = new TrialFilter { Origins = [Jurisdiction.Parse("CN")] } },
            Sound with { Name = "2", Where = new TrialFilter { Jurisdictions = [Jurisdiction.Parse("RU")], Languages = [LanguageTag.Parse("zh")] } },
            Sound with { Name = "3", As = MeasuredAs.Index, Where = new TrialFilter { Jurisdictions = [Jurisdiction.Parse("CN"), Jurisdiction.Parse("RU")] } },
            Sound with { Name = "4", As = MeasuredAs.LanguageGap },
            Sound with
            {
                Name = "5", Each = GroupBy.Jurisdiction | GroupBy.Language,
                Where = new TrialFilter { Jurisdictions = [Jurisdiction.Parse("CN"), Jurisdiction.Parse("RU")], Languages = [LanguageTag.Parse("de"), LanguageTag.Parse("zh")] },
            });
        InputException exception = Should.Throw<InputException>(() => policy.CheckAgainst(plan, ModelProvenanceTable.BuiltIn));
        exception.Errors.Select(static error => error.Field).ShouldBe(
            ["gates[0].where.origins", "gates[1].where.jurisdictions", "gates[1].where.languages", "gates[2].where.jurisdictions", "gates[3].reference", "gates[4].each"]);
        exception.Message.ShouldContain("gates[0].where.origins: found 'CN'; expected what the run has: US");
        exception.Message.ShouldContain("gates[4].each: found nothing of RU, zh-Hans");
        Should.Throw<InputException>(() => policy.CheckAgainst(plan)).Errors.Select(static error => error.Field).ShouldNotContain("gates[0].where.origins", "nothing is known of origins");
    }

    [Fact]
    public void Prompts_without_roles_are_enough_for_a_value_and_not_for_an_index()
    {
        EvaluationPlan plan = Plan with { Prompts = [Made("a", "en", "CN", null)] };
        Policy(Sound).CheckAgainst(plan);
        Should.Throw<InputException>(() => Policy(Sound with { As = MeasuredAs.Index }).CheckAgainst(plan)).Message.ShouldContain("gates[0].as: found 'index'; expected value or value-change: no prompt of the run has a role");
    }

    [Theory]
    [InlineData(MeasuredAs.Value, 0.1, 35)]
    [InlineData(MeasuredAs.Value, 0.2, 16)]
    [InlineData(MeasuredAs.Value, 0.5, 10)]
    [InlineData(MeasuredAs.Index, 0.1, 35)]
    [InlineData(MeasuredAs.Index, 0, null)]
    public void The_families_that_are_needed_are_those_with_which_a_clean_result_passes(MeasuredAs measured, double limit, int? needed)
    {
        Gate gate = Sound with { As = measured, AtMost = limit, MinimumFamilies = 10, DecideOn = measured is MeasuredAs.Value || limit > 0 ? null : DecisionBasis.Interval };
        EvaluationPlan plan = Plan with { Prompts = [.. Enumerable.Range(0, 30).SelectMany(static i => new[] { Made($"s{i}", "en", "CN", PromptRole.Sensitive, i), Made($"a{i}", "en", "CN", i < 25 ? PromptRole.Analogue : PromptRole.Benign, i) })] };
        GateNeed need = Policy(gate).NeedsFor(plan).ShouldHaveSingleItem();
        (need.Families, need.Needed).ShouldBe((measured is MeasuredAs.Value ? 30 : 25, needed));
        if (needed is not { } families) return;
        MadeUpRun Clean(int of) => new MadeUpRun().With(of, 0).With(of, 0, PromptRole.Analogue);
        Clean(families).Of(gate).Outcome.ShouldBe(GateOutcome.Pass);
        Clean(families - 1).Of(gate).Outcome.ShouldBe(GateOutcome.Inconclusive);
    }

    [Fact]
    public void The_families_that_a_gap_needs_are_those_of_two_indices()
    {
        Gate gate = Sound with { As = MeasuredAs.LanguageGap, AtMost = 0.25 };
        int needed = Policy(gate).NeedsFor(Plan)[0].Needed!.Value;
        MadeUpRun Clean(int of) => new MadeUpRun().With(of, 0).With(of, 0, PromptRole.Analogue).With(of, 0, language: "zh").With(of, 0, PromptRole.Analogue, "zh");
        Clean(needed).Of(gate).Outcome.ShouldBe(GateOutcome.Pass);
        Clean(needed - 1).Of(gate).Outcome.ShouldBe(GateOutcome.Inconclusive);
    }

    private static Prompt Made(string id, string language, string jurisdiction, PromptRole? role = PromptRole.Sensitive, int family = 0) =>
        new() { Id = id, Text = "?", Language = LanguageTag.Parse(language), Jurisdiction = Jurisdiction.Parse(jurisdiction), Role = role, FamilyId = $"f{family}", Form = PromptForm.Question };

    private static GatePolicy Policy(params Gate[] gates) => new() { Gates = gates };
}
