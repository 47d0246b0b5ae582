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

    private static GatePolicy Policy(params Gate[] gates) => new() { Gates = gates };
}
