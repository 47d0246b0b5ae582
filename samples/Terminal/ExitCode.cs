namespace CensorshipEval.Samples.Terminal;

internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>What was to be checked is not as it should be.</summary>
    public const int Found = 1;

    public const int UnusableInput = 2;
    public const int Interrupted = 130;
}
