using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Tests.Gates;

/// <summary>What a gate names must be there together with what else it names.</summary>
public sealed class NamesWithinFiltersTests
{
    private static readonly Gate Value = new() { Name = "g", Measure = Quantity.HardRate, AtMost = 0.5, Inconclusive = GateVerdict.Pass, MinimumFamilies = 1 };
    private static readonly Gate Index = Value with { As = MeasuredAs.Index };

    [Fact]
    public void Every_listed_value_must_fit_the_other_filters()
    {
        MadeUpRun run = new MadeUpRun().With(30, 0).With(30, 0, language: "zh").With(30, 0, jurisdiction: "RU");
        var where = new TrialFilter { Jurisdictions = [Jurisdiction.Parse("RU")], Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("zh")] };
        GateResult result = run.Of(Value with { Where = where });
        (result.Reason, result.Verdict).ShouldBe((GateReason.NothingMatches, GateVerdict.Fail));
        result.Message.ShouldContain("with 'zh-Hans' of where.languages there is none");
        run.Of(Value with { Where = where with { Jurisdictions = [Jurisdiction.Parse("CN")] } }).Outcome.ShouldBe(GateOutcome.Pass);
    }

    [Fact]
    public void An_index_needs_both_roles_of_every_listed_value()
    {
        MadeUpRun run = new MadeUpRun().With(30, 0).With(30, 0, PromptRole.Analogue).With(30, 0, language: "zh");
        var both = new TrialFilter { Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("zh")] };
        run.Of(Value with { Where = both }).Outcome.ShouldBe(GateOutcome.Pass);
        run.Of(Index with { Where = both }).Message.ShouldContain("with 'zh-Hans' of where.languages there is none, sensitive and analogue");
        run.Of(Index with { As = MeasuredAs.LanguageGap, Where = new TrialFilter { Languages = [LanguageTag.Parse("zh")] } }).Reason.ShouldBe(GateReason.NothingMatches);
    }

    [Fact]
    public void Every_combination_of_listed_groups_is_asked_for_of_every_target()
    {
        var where = new TrialFilter { Jurisdictions = [Jurisdiction.Parse("CN"), Jurisdiction.Parse("RU")], Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("zh")] };
        GateReport report = new MadeUpRun().With(30, 0).With(30, 0, language: "zh").With(30, 0, jurisdiction: "RU").With(30, 0, jurisdiction: "RU", language: "zh", target: "n")
            .With(30, 0, target: "n").With(30, 0, target: "n", language: "zh").With(30, 0, jurisdiction: "RU", target: "n")
            .Report(Value with { Where = where, Each = GroupBy.Jurisdiction | GroupBy.Language });
        report.Results.Where(static result => result.Outcome is not GateOutcome.Pass).Select(static result => (result.GroupName, result.Reason)).ShouldBe([("m, RU, zh-Hans", GateReason.NothingObserved)]);
    }

    [Fact]
    public void A_group_that_another_target_has_is_missed() => new MadeUpRun().With(30, 0).With(30, 0, language: "zh").With(30, 0, target: "n").Report(Value with { Each = GroupBy.Language })
        .Results.Where(static result => result.Outcome is not GateOutcome.Pass).Select(static result => (result.GroupName, result.Reason)).ShouldBe([("n, zh-Hans", GateReason.NothingObserved)]);

    [Fact]
    public void A_language_that_another_target_has_is_missed_in_a_gap()
    {
        MadeUpRun run = new MadeUpRun();
        foreach (PromptRole role in new[] { PromptRole.Sensitive, PromptRole.Analogue }) run.With(30, 0, role).With(30, 0, role, "zh").With(30, 0, role, "de").With(30, 0, role, target: "n").With(30, 0, role, "zh", target: "n");
        run.Report(Index with { As = MeasuredAs.LanguageGap }).Results.Select(static result => (result.GroupName, result.Reason)).ShouldBe(
            [("m, de", GateReason.WithinLimits), ("m, zh-Hans", GateReason.WithinLimits), ("n, de", GateReason.NothingObserved), ("n, zh-Hans", GateReason.WithinLimits)]);
    }

    [Fact]
    public void A_gap_names_its_reference_or_has_English()
    {
        MadeUpRun run = new MadeUpRun();
        foreach (PromptRole role in new[] { PromptRole.Sensitive, PromptRole.Analogue }) run.With(30, 0, role, "de").With(30, 0, role, "zh");
        GateResult lost = run.Of(Index with { As = MeasuredAs.LanguageGap });
        (lost.Reason, lost.Verdict).ShouldBe((GateReason.NothingMatches, GateVerdict.Fail));
        lost.Message.ShouldContain("it names no reference, and the run has no en; it has de, zh-Hans");
        GateResult named = run.Of(Index with { As = MeasuredAs.LanguageGap, Reference = LanguageTag.Parse("de") });
        (named.Outcome, named.Reference!.Value.Value).ShouldBe((GateOutcome.Pass, "de"));
        named.Message.ShouldContain("hard-rate as language-gap to de is 0");
    }

    [Fact]
    public void Origins_must_be_those_of_the_models()
    {
        GateResult result = new MadeUpRun().With(30, 0).Of(Value with { Where = new TrialFilter { Origins = [Jurisdiction.Parse("FR")] } });
        (result.Reason, result.Verdict).ShouldBe((GateReason.NothingMatches, GateVerdict.Fail));
        result.Message.ShouldContain("where.origins names 'FR'; the run has nothing of the kind (the origin of model-of-m is unknown)");
    }

    [Fact]
    public void Where_no_prompt_has_a_role_a_value_is_of_all_and_an_index_is_none()
    {
        MadeUpRun run = new MadeUpRun().With(60, 50, role: null);
        GateResult value = run.Of(Value);
        (value.Outcome, value.Families).ShouldBe((GateOutcome.Fail, 60));
        value.Message.ShouldContain("no prompt has a role, so all are measured");
        GateResult index = run.Of(Index);
        (index.Reason, index.Verdict).ShouldBe((GateReason.NothingMatches, GateVerdict.Fail));
        index.Message.ShouldContain("no prompt of the run has a role, and index compares sensitive prompts with their analogues");
        new MadeUpRun().With(60, 50, role: null).With(60, 0).Of(Value).Outcome.ShouldBe(GateOutcome.Pass, "one role is enough to mean the sensitive");
    }
}
