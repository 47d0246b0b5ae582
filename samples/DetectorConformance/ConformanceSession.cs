using System.Globalization;
using CensorshipEval.Conformance;
using CensorshipEval.Detection;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.DetectorConformance;

/// <summary>Reads, judges, measures, prints.</summary>
internal sealed class ConformanceSession(IRefusalDetector detector)
{
    public async Task RunAsync(IReadOnlyList<string> files, string? json, string? markdown, string? wrong, CancellationToken cancellationToken)
    {
        // Nothing is learnt here, so it does not matter which model a row is of.
        List<(string File, LabelledAnswer Answer)> rows = await LabelledData.ReadAsync(files, "--data", static _ => "unnamed", cancellationToken);
        Exchange[] exchanges = [.. rows.Select(static row => row.Answer.ToExchange())];
        var errors = new ErrorLines();
        IReadOnlyList<ConformanceResult> results = (await JudgeAsync(rows, exchanges, errors, cancellationToken)).Results();
        DetectorThroughput throughput = await MeasureAsync(exchanges, cancellationToken);

        var report = new ConformanceReport { Detector = detector.Id.ToString(), Results = results, Throughput = throughput };
        if (json is not null) await report.WriteAsync(json, cancellationToken);
        if (wrong is not null) await errors.WriteAsync(wrong, cancellationToken);
        if (markdown is not null) await File.WriteAllTextAsync(markdown, ConformanceText.Markdown(results), cancellationToken);
        Console.WriteLine($"Detector {report.Detector}\n");
        Console.Write(ConformanceText.Plain(results));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nThroughput on one thread: {throughput.AnswersPerSecond:N0} answers and {throughput.CharactersPerSecond:N0} characters a second."));
    }

    private async Task<ConformanceTable> JudgeAsync(List<(string File, LabelledAnswer Answer)> rows, Exchange[] exchanges, ErrorLines errors, CancellationToken cancellationToken)
    {
        var table = new ConformanceTable();
        int done = 0;
        using var progress = new ProgressLine(_ => string.Create(CultureInfo.InvariantCulture, $"Judging: {done} of {rows.Count} answers"));
        for (; done < rows.Count; done++)
        {
            Verdict verdict = await detector.DetectAsync(exchanges[done], cancellationToken);
            table.Add(rows[done].File, rows[done].Answer, verdict);
            errors.Add(rows[done].Answer, verdict);
        }

        return table;
    }

    private async Task<DetectorThroughput> MeasureAsync(Exchange[] exchanges, CancellationToken cancellationToken)
    {
        // The collector is not to be measured with what reading left behind.
        GC.Collect();
        using var progress = new ProgressLine(static passed => string.Create(CultureInfo.InvariantCulture, $"Measuring the speed: {passed.TotalSeconds:0} s"));
        return await DetectorThroughput.MeasureAsync(detector, exchanges, cancellationToken: cancellationToken);
    }
}
