namespace CensorshipEval.Samples.Audit;

internal static class ExitCode
{
    public const int Done = 0;
    public const int GateFailed = 1;

    /// <summary>A replay gave another result; one code with a failed gate, for both are findings.</summary>
    public const int NotAsExpected = 1;

    public const int UnusableInput = 2;
    public const int Incomplete = 3;
    public const int Interrupted = 130;
}
