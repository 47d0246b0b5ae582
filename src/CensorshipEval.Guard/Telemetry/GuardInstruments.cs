using System.Diagnostics.Metrics;
using System.Reflection;

namespace CensorshipEval.Guard;

/// <summary>One set of instruments for the process, as instruments are: they hold no state but who listens.</summary>
internal static class GuardInstruments
{
    private static readonly string Version = typeof(GuardInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static readonly Meter Meter = new(RefusalGuardChatClient.MeterName, Version);

    public static Counter<long> Responses { get; } = Meter.CreateCounter<long>("censorshipeval.guard.responses", "{response}", "Answers that were judged.");

    public static Counter<long> Refusals { get; } =
        Meter.CreateCounter<long>("censorshipeval.guard.refusals", "{response}", "Answers among them that were refused or blocked.");

    public static Counter<long> Failures { get; } =
        Meter.CreateCounter<long>("censorshipeval.guard.failures", "{response}", "Answers that could not be judged, and handlers that failed.");

    public static Counter<long> Fallbacks { get; } =
        Meter.CreateCounter<long>("censorshipeval.guard.fallbacks", "{response}", "Refusals that met a fallback, by what came of it.");
}
