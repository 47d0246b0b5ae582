using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>Spans as they end, the innermost first, a line each, and their events below them.</summary>
internal sealed class ConsoleSpans : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            Console.WriteLine($"span    {span.TraceId.ToHexString()[..8]} {span.DisplayName} {span.Duration.TotalMilliseconds:0.0} ms");
            foreach (ActivityEvent one in span.Events) Console.WriteLine($"  event {one.Name} {string.Join(' ', one.Tags.Select(ShortTag.Of))}");
        }

        return ExportResult.Success;
    }
}

/// <summary>Sums of counters, a line each, when they have changed.</summary>
internal sealed class ConsoleCounters : BaseExporter<Metric>
{
    private readonly Dictionary<string, long> _shown = new(StringComparer.Ordinal);

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            if (metric.MetricType != MetricType.LongSum) continue;
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (KeyValuePair<string, object?> tag in point.Tags) tags.Add(ShortTag.Of(tag));
                string name = $"{metric.Name} {string.Join(' ', tags)}";
                long sum = point.GetSumLong();
                if (_shown.TryGetValue(name, out long before) && before == sum) continue;
                _shown[name] = sum;
                Console.WriteLine($"counter {sum} {name}");
            }
        }

        return ExportResult.Success;
    }
}

/// <summary>An attribute as a console has room for it: without the prefixes that all share.</summary>
internal static class ShortTag
{
    private static readonly string[] Prefixes = ["gen_ai.evaluation.", "gen_ai.", "censorshipeval.fallback.", "censorshipeval."];

    public static string Of(KeyValuePair<string, object?> tag)
    {
        string prefix = Array.Find(Prefixes, one => tag.Key.StartsWith(one, StringComparison.Ordinal)) ?? "";
        string value = tag.Value is double number ? number.ToString("0.###", CultureInfo.InvariantCulture) : $"{tag.Value}";
        return $"{tag.Key[prefix.Length..]}={(value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value)}";
    }
}
