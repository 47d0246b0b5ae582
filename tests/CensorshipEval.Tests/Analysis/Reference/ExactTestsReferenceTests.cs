using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class ExactTestsReferenceTests
{
    private const string Topic = "exact-tests";

    public static TheoryData<string> McNemar => ReferenceCase.Names(Topic, "mcnemar");

    public static TheoryData<string> SignFlip => ReferenceCase.Names(Topic, "signFlip");

    [Theory]
    [MemberData(nameof(McNemar))]
    public void The_exact_McNemar_test_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        one.Check("p", SignFlipTest.McNemar((int)one.Input("only1"), (int)one.Input("only2")));
    }

    [Theory]
    [MemberData(nameof(SignFlip))]
    public void The_sign_flip_test_counts_the_combinations_that_R_counts(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        (double p, ContrastTest test) = SignFlipTest.Of(one.Values("sums"), seed: 1);
        one.Check("p", p);
        test.ShouldBeOneOf(ContrastTest.SignFlipExact, ContrastTest.McNemarExact);
    }
}
