using CensorshipEval.Clients;

namespace CensorshipEval.Guard;

/// <summary>Limits of time for which a person waits. A number alone is days in a configuration, and nobody means days here.</summary>
internal static class GuardTimes
{
    public const string Form = "in a configuration as hours:minutes:seconds, such as 00:00:02, since a number alone is days";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void CheckWait(this OptionErrors errors, TimeSpan time, string option) =>
        errors.Check(time > TimeSpan.Zero && time <= Longest, option, time, $"above 0 and at most 10 minutes; {Form}");
}
