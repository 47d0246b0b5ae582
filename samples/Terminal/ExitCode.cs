namespace CensorshipEval.Samples.Terminal;

internal static class ExitCode
{
    public const int Done = 0;
    public const int UnusableInput = 2;
    public const int Interrupted = 130;
}
