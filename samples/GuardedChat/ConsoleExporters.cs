using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>Spans with their events, a line each.</summary>
internal sealed class ConsoleSpans : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            Console.WriteLine($"span {span.DisplayName} {span.Duration.TotalMilliseconds:0.0} ms");
            foreach (ActivityEvent one in span.Events) Console.WriteLine($"  event {one.Name} {string.Join(' ', one.Tags.Select(static tag => $"{tag.Key}={tag.Value}"))}");
        }

        return ExportResult.Success;
    }
}

/// <summary>Sums of counters, a line each.</summary>
internal sealed class ConsoleCounters : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            if (metric.MetricType != MetricType.LongSum) continue;
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (KeyValuePair<string, object?> tag in point.Tags) tags.Add($"{tag.Key}={tag.Value}");
                Console.WriteLine($"counter {metric.Name} {point.GetSumLong()} {string.Join(' ', tags)}");
            }
        }

        return ExportResult.Success;
    }
}
