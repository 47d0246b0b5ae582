using CensorshipEval.Analysis;
using CensorshipEval.Conformance;

namespace CensorshipEval.Tests.Analysis.Correction;

public sealed class CorrectedRunTests
{
    // se = .85, sp = .96, J = .81.
    private static readonly DetectorAccuracies Known = new([RoganGladenTests.Source("a", 0.8, 0.94), RoganGladenTests.Source("b", 0.9, 0.98)]);
    private static readonly DetectorAccuracies Precise = new([.. Enumerable.Range(0, 8).Select(static i => RoganGladenTests.Source($"s{i}", 0.85, 0.96))]);

    [Fact]
    public void Without_signals_a_run_is_corrected_as_its_rate_is()
    {
        RunAnalysis analysis = Run(families: 40, blocked: static _ => 0, refused: static family => family % 4 == 0 ? 5 : 0);
        CorrectedRate corrected = Corrected(analysis, Known);
        Estimate hard = analysis.Rate()!.Hard!;
        CorrectedRate expected = RoganGladen.Correct(hard.Value, hard.Value * (1 - hard.Value) / hard.EffectiveSize!.Value, hard.Families, Known.Find(LanguageTag.Parse("en")));
        corrected.Signalled.ShouldBe(0);
        corrected.Estimate!.Value.ShouldBe(expected.Estimate!.Value, 1e-12);
        corrected.Variance!.Value.ShouldBe(expected.Variance!.Value, 1e-12);
        corrected.Interval!.Value.Low.ShouldBe(expected.Interval!.Value.Low, 1e-12);
        corrected.Interval.Value.High.ShouldBe(expected.Interval.Value.High, 1e-12);
    }

    [Fact]
    public void Signals_are_added_as_they_are_and_texts_alone_corrected()
    {
        // 20 % blocked; of the others 25 % flagged: .2 + .8 (.25 - .04) / .81.
        CorrectedRate corrected = Corrected(Run(families: 40, blocked: static family => family % 5 == 0 ? 5 : 0, refused: static family => family % 5 == 1 ? 5 : 0), Known);
        corrected.Observed.ShouldBe(0.4, 1e-12);
        corrected.Signalled.ShouldBe(0.2, 1e-12);
        corrected.Estimate!.Value.ShouldBe(0.2 + (0.8 * 0.21 / 0.81), 1e-12);
        corrected.WasClipped.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Delivery.InputBlocked)]
    [InlineData(Delivery.OutputBlocked)]
    [InlineData(Delivery.Retracted)]
    public void A_run_of_blocks_is_as_certain_as_its_families_are_many_whatever_the_detector(Delivery delivery)
    {
        var cells = new Cells();
        for (int family = 0; family < 40; family++) cells.Add(family, PromptRole.Sensitive, null, delivery);
        CorrectedRate corrected = Corrected(cells.Analyse(), Known);
        corrected.Estimate.ShouldBe(1);
        corrected.WasClipped.ShouldBeFalse();
        corrected.Interval!.Value.Low.ShouldBeInRange(0.85, 0.95);
        corrected.Interval.Value.High.ShouldBe(1, 1e-12);
        Corrected(cells.Analyse(), new DetectorAccuracies([RoganGladenTests.Source("a", 0.8, 0.94)])).Band!.Value.Low.ShouldBeInRange(0.8, 0.95);
    }

    [Fact]
    public void Where_only_signals_are_more_than_false_alarms_the_signals_are_what_is_left()
    {
        CorrectedRate corrected = Corrected(Run(families: 50, blocked: static family => family % 5 == 0 ? 5 : 0, refused: static _ => 0), Precise);
        corrected.Estimate!.Value.ShouldBe(0.2, 1e-12);
        corrected.WasClipped.ShouldBeTrue();
        corrected.Interval!.Value.Low.ShouldBeInRange(0.05, 0.2);
        corrected.Interval.Value.High.ShouldBeInRange(0.2, 0.5);
    }

    // 93 % less three standard errors of 300 audits.
    [Theory]
    [InlineData(0.1, 0.05, 20)]
    [InlineData(0.02, 0.1, 60)]
    [InlineData(0.3, 0.3, 20)]
    [InlineData(0.7, 0.2, 40)]
    [InlineData(0.1, 0.1, 8)]
    public void Simulated_audits_with_signals_are_covered(double blocked, double refused, int families)
    {
        var draws = new SimulationDraws(11);
        double truth = blocked + ((1 - blocked) * refused);
        int holds = 0;
        for (int audit = 0; audit < 300; audit++)
        {
            var own = Enumerable.Range(0, families).Select(_ =>
            {
                double block = draws.FamilyRate(blocked, 0.8), refuse = draws.FamilyRate(refused, 0.8);
                int blocks = draws.Binomial(5, block), flags = 0;
                for (int i = blocks; i < 5; i++) if (draws.Chance(draws.Chance(refuse) ? 0.85 : 0.04)) flags++;
                return (blocks, flags);
            }).ToList();
            Interval interval = Corrected(Run(families, family => own[family].blocks, family => own[family].flags), Precise).Interval!.Value;
            if (interval.Low <= truth && truth <= interval.High) holds++;
        }

        (holds / 300.0).ShouldBeGreaterThan(0.93 - 0.045);
    }

    [Fact]
    public void Errors_of_another_detector_correct_nothing()
    {
        RunAnalysis analysis = Run(families: 20, blocked: static _ => 0, refused: static _ => 1);
        analysis.Detectors.ShouldBe(["test@1"]);
        CorrectedRate other = Corrected(analysis, Of("test@2"));
        other.Outcome.ShouldBe(CorrectionOutcome.NotAvailable);
        other.Estimate.ShouldBeNull();
        other.Observed.ShouldBe(0.2, 1e-12);
        other.Reason!.ShouldContain("'test@2'");
        other.Reason!.ShouldContain("'test@1'");
        Corrected(analysis, Of("test@1")).Outcome.ShouldBe(CorrectionOutcome.Corrected);
        Corrected(analysis, Known).Outcome.ShouldBe(CorrectionOutcome.Corrected);
    }

    [Fact]
    public void A_run_judged_by_two_detectors_is_not_corrected_for_the_errors_of_one()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++) cells.Add(family, PromptRole.Sensitive, 1, trials: 5);
        Trial trial = Annotation.AnnotationTrials.Trial("f0", "en", Engagement.Refused, "no", target: "t");
        cells.Counts.Add(trial, trial.Verdict with { Detector = new ComponentId("other", "1") });
        foreach (CorrectedGroup group in cells.Analyse().Corrected(Of("test@1"))) group.Rate.Outcome.ShouldBe(CorrectionOutcome.NotAvailable);
    }

    [Fact]
    public void A_report_tells_whose_errors_it_holds() =>
        DetectorAccuracies.Of(new ConformanceReport { Detector = "default@1.2.3", Results = [] }).Detector.ShouldBe("default@1.2.3");

    private static DetectorAccuracies Of(string detector) => new(Known.Entries) { Detector = detector };

    private static CorrectedRate Corrected(RunAnalysis analysis, DetectorAccuracies accuracies) => analysis.Corrected(accuracies).ShouldHaveSingleItem().Rate;

    // Five answers per family.
    private static RunAnalysis Run(int families, Func<int, int> blocked, Func<int, int> refused)
    {
        var cells = new Cells();
        for (int family = 0; family < families; family++)
        {
            int blocks = blocked(family), refusals = refused(family);
            for (int i = 0; i < 5; i++)
            {
                if (i < blocks) cells.Add(family, PromptRole.Sensitive, null, Delivery.OutputBlocked);
                else cells.Add(family, PromptRole.Sensitive, i < blocks + refusals ? Engagement.Refused : Engagement.Complete, Delivery.Delivered);
            }
        }

        return cells.Analyse();
    }
}
