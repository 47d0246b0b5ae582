namespace CensorshipEval.Coverage;

/// <summary>How many prompts a family has.</summary>
internal static class FamilySizes
{
    public const int Equal = 4;
    public const int Most = 16;

    private static readonly int[] Unequal = [1, 1, 2, 2, 4, 8, 16];

    public static int Draw(bool equal, Draws draws) => equal ? Equal : Unequal[draws.Below(Unequal.Length)];
}
