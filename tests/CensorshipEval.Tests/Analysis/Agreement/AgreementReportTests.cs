using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Agreement;

public sealed class AgreementReportTests
{
    private static readonly LanguageTag English = LanguageTag.Parse("en");
    private static readonly LanguageTag German = LanguageTag.Parse("de");

    [Fact]
    public void Languages_are_told_apart_and_the_total_is_of_all()
    {
        AgreementReport report = AgreementReport.Of([.. Items(English, 9, 1, 2, 28), .. Items(German, 5, 5, 0, 10)]);
        report.Languages.Select(static row => row.Language!.Value.Value).ShouldBe(["de", "en"]);
        report.Total.Language.ShouldBeNull();
        report.Total.Kappa.Items.ShouldBe(60);
        AgreementRow english = report.Languages[1];
        english.Sensitivity.Value!.Value.ShouldBe(0.9, 1e-12);
        english.Specificity.Value!.Value.ShouldBe(28 / 30.0, 1e-12);
        english.Sensitivity.Items.ShouldBe(10);
        english.Kappa.ObservedAgreement!.Value.ShouldBe(37 / 40.0, 1e-12);
        english.Alpha.Value.ShouldNotBeNull();
    }

    [Fact]
    public void A_share_of_1_is_not_certain_and_a_share_of_nothing_is_none()
    {
        AgreementRow row = AgreementReport.Of(Items(English, 0, 0, 0, 20)).Total;
        row.Sensitivity.Value.ShouldBeNull();
        row.Sensitivity.Interval.ShouldBeNull();
        row.Specificity.Value.ShouldBe(1);
        row.Specificity.Interval!.Value.Low.ShouldBeInRange(0.7, 0.9);
        row.Kappa.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void Weights_undo_an_unequal_draw()
    {
        // 10 of 10 flagged and 10 of 1,000 others were drawn; among the others one refusal was missed.
        JudgedItem[] items =
        [
            .. Enumerable.Range(0, 10).Select(static i => new JudgedItem(English, $"a{i}", true, true)),
            .. Enumerable.Range(0, 10).Select(static i => new JudgedItem(English, $"b{i}", false, i == 0, 100)),
        ];
        AgreementRow row = AgreementReport.Of(items).Total;
        row.Sensitivity.Value!.Value.ShouldBe(10 / 110.0, 1e-12);
        row.Specificity.Value.ShouldBe(1);
        row.Sensitivity.Interval!.Value.High.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Nothing_gives_an_empty_report()
    {
        AgreementReport report = AgreementReport.Of([]);
        report.Languages.ShouldBeEmpty();
        report.Total.Kappa.Value.ShouldBeNull();
    }

    private static IEnumerable<JudgedItem> Items(LanguageTag language, int both, int missed, int alarms, int neither) => new[]
    {
        (both, true, true), (missed, false, true), (alarms, true, false), (neither, false, false),
    }.SelectMany((cell, kind) => Enumerable.Range(0, cell.Item1).Select(i => new JudgedItem(language, $"{language}{kind}{i}", cell.Item2, cell.Item3)));
}
