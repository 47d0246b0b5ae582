using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CensorshipEval.Benchmarks;
using CensorshipEval.Benchmarks.Analysis;
using CensorshipEval.Benchmarks.Http;
using CensorshipEval.Benchmarks.Reporting;
using Perfolizer.Horology;
using Perfolizer.Metrology;

// Not a micro-benchmark: "run N" measures one whole run of N trials.
if (args is ["run", var count])
{
    await WholeRun.MeasureAsync(int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

// Nor these: four that need a fresh process or one answer after the other, and three that ask a server over sockets.
switch (args)
{
    case ["corpus"]:
        CorpusAndMeasures.MeasureLoading();
        return;
    case ["measures"]:
        await CorpusAndMeasures.MeasureMeasuresAsync();
        return;
    case ["analysis", .. var rest]:
        AnalysisSpeed.Measure(rest is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000);
        return;
    case ["report", .. var rest]:
        await ReportSpeed.MeasureAsync(rest is [var size] ? int.Parse(size, CultureInfo.InvariantCulture) : 200_000);
        return;
    case ["http", .. var rest]:
        await HttpPrompts.MeasureAsync(HttpOptions.Parse(rest, new HttpOptions { Prompts = 1_000 }));
        return;
    case ["http-run", .. var rest]:
        await HttpRun.MeasureAsync(HttpOptions.Parse(rest, new HttpOptions { Prompts = 1_000 }));
        return;
    case ["http-overhead", .. var rest]:
        await HttpOverhead.MeasureAsync(HttpOptions.Parse(rest, new HttpOptions { Concurrency = 500 }));
        return;
}

// In this process: a benchmark must not build and restore another project.
ManualConfig config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .WithSummaryStyle(SummaryStyle.Default.WithTimeUnit(TimeUnit.Nanosecond).WithSizeUnit(SizeUnit.B))
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
