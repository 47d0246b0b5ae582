using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace CensorshipEval.Guard;

/// <summary>
/// One set of instruments for the process, as instruments are: they hold no state but who listens. A listener that throws is no reason for an app to fail: what
/// is counted here never throws.
/// </summary>
internal static class GuardInstruments
{
    private static readonly string Version = typeof(GuardInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static readonly Meter Meter = new(RefusalGuardChatClient.MeterName, Version);

    public static Counter<long>? Responses { get; } = Make(Meter, "censorshipeval.guard.responses", "{response}", "Answers that were judged.");

    public static Counter<long>? Refusals { get; } = Make(Meter, "censorshipeval.guard.refusals", "{response}", "Answers among them that were refused or blocked.");

    public static Counter<long>? Failures { get; } = Make(Meter, "censorshipeval.guard.failures", "{failure}", "Answers that could not be judged, and handlers that failed.");

    public static Counter<long>? Fallbacks { get; } = Make(Meter, "censorshipeval.guard.fallbacks", "{fallback}", "Refusals that met a fallback, by what came of it.");

    /// <summary>A counter; <see langword="null"/> where a listener does not let it come into being.</summary>
    public static Counter<long>? Make(Meter meter, string name, string unit, string description)
    {
        try
        {
            return meter.CreateCounter<long>(name, unit, description);
        }
        catch (Exception)
        {
            // Thrown here, it would keep the whole package from being loaded.
            return null;
        }
    }

    /// <summary>Adds one.</summary>
    public static void Count(Counter<long>? counter, in TagList tags)
    {
        try
        {
            counter?.Add(1, tags);
        }
        catch (Exception exception)
        {
            CountFailure(exception);
        }
    }

    /// <summary>Counts a failure of the guard, or of what it was given.</summary>
    public static void CountFailure(Exception exception) => CountFailure(TypeOf(exception));

    public static void CountFailure(string type)
    {
        try
        {
            Failures?.Add(1, new KeyValuePair<string, object?>("error.type", type));
        }
        catch (Exception)
        {
            // Who listens to failures fails too: nobody is left to tell.
        }
    }

    /// <summary>The value of <c>error.type</c>.</summary>
    public static string TypeOf(Exception exception) => exception.GetType().FullName ?? "_OTHER";
}
