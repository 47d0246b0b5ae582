using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Contrasts;

public sealed class SignFlipTestTests
{
    [Fact]
    public void Where_no_family_differs_nothing_speaks_against_equality()
    {
        SignFlipTest.Of([], 1).PValue.ShouldBe(1);
        SignFlipTest.Of([0, 0, 0], 1).PValue.ShouldBe(1);
        SignFlipTest.Of([0.5], 1).PValue.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Counting_all_signs_and_drawing_them_agree()
    {
        double[] differences = [.. Enumerable.Range(1, 20).Select(static i => (i % 7) - 1.9)];
        (double exact, ContrastTest counted) = SignFlipTest.Of(differences, 1);
        counted.ShouldBe(ContrastTest.SignFlipExact);
        // One that is all but nothing changes the sum by nothing, and makes them too many to count.
        (double drawn, ContrastTest how) = SignFlipTest.Of([.. differences, 1e-8], 1);
        how.ShouldBe(ContrastTest.SignFlipDrawn);
        drawn.ShouldBe(exact, 0.02);
    }

    [Fact]
    public void Signs_do_not_matter_and_a_single_size_is_the_mcnemar_test()
    {
        double[] differences = [0.5, 0.5, -0.5, 0, 0.5, 0.5, 0.5];
        SignFlipTest.Of(differences, 1).ShouldBe((SignFlipTest.McNemar(5, 1), ContrastTest.McNemarExact));
        SignFlipTest.Of([.. differences.Select(static d => -d)], 1).PValue.ShouldBe(SignFlipTest.McNemar(5, 1));
        SignFlipTest.McNemar(5, 1).ShouldBe(0.21875, 1e-12);
    }
}
