using System.Globalization;

namespace CensorshipEval.Benchmarks.Http;

/// <summary>The most memory that this process has held.</summary>
internal static class PeakMemory
{
    /// <summary>Peak resident set in megabytes (VmHWM).</summary>
    public static double Megabytes()
    {
        string line = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1_024 / 1e6;
    }
}
