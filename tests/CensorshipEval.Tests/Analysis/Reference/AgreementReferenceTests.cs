using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class AgreementReferenceTests
{
    private const string Topic = "agreement";

    public static TheoryData<string> Kappa => ReferenceCase.Names(Topic, "kappa");

    public static TheoryData<string> Alpha => ReferenceCase.Names(Topic, "alpha");

    [Theory]
    [MemberData(nameof(Kappa))]
    public void Cohens_kappa_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        var pairs = new List<(int, int)>();
        foreach ((int first, double?[] row) in one.Rows("table").Index())
        {
            foreach ((int second, double? count) in row.Index()) pairs.AddRange(Enumerable.Repeat((first, second), (int)count!.Value));
        }

        AgreementCoefficient kappa = CohenKappa.Of(pairs);
        kappa.Items.ShouldBe(pairs.Count);
        one.Check("observed", kappa.ObservedAgreement);
        one.Check("expected", kappa.ExpectedAgreement);
        one.Check("kappa", kappa.Value);
        if (kappa.Value is null || kappa.Interval is null) kappa.Reason.ShouldNotBeNull();
        else kappa.Reason.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Alpha))]
    public void Krippendorffs_alpha_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        double?[][] raters = one.Rows("raters");
        AgreementMetric metric = Enum.Parse<AgreementMetric>(one.Text("metric"), ignoreCase: true);
        AgreementCoefficient alpha = KrippendorffAlpha.Of(
            [.. Enumerable.Range(0, raters[0].Length).Select(unit => (IReadOnlyList<double?>)[.. raters.Select(rater => rater[unit])])], metric);
        one.Check("alpha", alpha.Value);
        (alpha.Reason is null).ShouldBe(alpha.Value is not null);
    }
}
