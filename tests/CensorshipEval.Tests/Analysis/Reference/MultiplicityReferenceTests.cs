using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class MultiplicityReferenceTests
{
    public static TheoryData<string> Cases => ReferenceCase.Names("multiplicity");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adjusted_p_values_are_those_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of("multiplicity", name);
        one.CheckValues("holm", HolmAdjustment.Of(one.Values("p")));
        one.CheckValues("benjaminiHochberg", BenjaminiHochbergAdjustment.Of(one.Values("p")));
    }
}
