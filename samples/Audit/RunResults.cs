using CensorshipEval.Analysis;
using CensorshipEval.Conformance;
using CensorshipEval.Export;
using CensorshipEval.Gates;
using CensorshipEval.Reporting;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Samples.Terminal;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>What came of a run: counted, analysed, shown on the terminal, and in the form that reports are written from.</summary>
internal sealed class RunResults(
    Screen screen, AuditOptions options, GateCheck? check, DetectorAccuracies? accuracies, IReadOnlyList<TrialAnnotation> annotations, IReadOnlyList<EarlierRun> earlier)
{
    public static long FailedOf(RateSummary? total) => total?.Deliveries[Delivery.TransportError] ?? 0;

    public async Task<ReportedRun> ShowAsync(
        SqliteRunStore store, string runId, EvaluationPlan plan, Judges judges, AuditInput input, AnalysisOptions analysisOptions, IReadOnlyList<string> warnings, bool complete)
    {
        var counts = new TrialCounts(plan);
        var planted = new TrialCounts(plan);
        var content = new ContentTable();
        // Simulated models share their texts, which would be a finding about nothing.
        ServingTable? servingTable = input.Simulated.Count > 0 ? null : new ServingTable(plan);
        var comparison = new PlantedComparison();
        void Count(Trial trial)
        {
            servingTable?.Add(trial);
            counts.Add(trial);
            // They show whether a model changed; in a mean they would make a few questions weigh more than the others.
            if (plan.IsSentinelRepeat(trial.Key)) return;
            content.Add(trial);
            if (input.Simulated.FirstOrDefault(model => model.Profile.Model == trial.Exchange.Target.Model) is not { } model) return;
            planted.Add(trial, model.TruthFor(trial.Exchange.Prompt, trial.Key.Sample));
            comparison.Add(trial, model);
        }

        IAsyncEnumerable<Trial> trials = store.ReadTrialsAsync(runId, judges);
        using (screen.IsQuiet ? null : new ProgressLine(_ => $"Reading back: {Counted.Of(counts.Trials, "trial")}"))
        {
            if (options.Trials is { } file) await RunExport.WriteTrialsAsync(file, trials, Count);
            else await foreach (Trial trial in trials) Count(trial);
        }

        var analysis = new RunAnalysis(counts, analysisOptions);
        IReadOnlyList<ServingSummary>? serving = servingTable?.Rows();
        GateReport? gates = check?.Evaluate(analysis, complete);
        IReadOnlyList<CorrectedGroup>? corrected = accuracies is null ? null : analysis.Corrected(accuracies);
        AnnotationReport? people = annotations.Count == 0 ? null : await AnnotationStudy.EvaluateAsync(Planned(), annotations);
        if (options.Annotate is { } sheet) await WriteSampleAsync(sheet, Planned());
        var findings = new RunFindings { Serving = serving, Costs = input.Meter, Gates = gates, Corrected = corrected, Annotations = people };
        // Of a transcript nobody knows whether it had more answers, but whoever broke it off knows that there were some.
        bool? whole = analysis.IsComplete ?? (complete ? null : false);
        if (options.Json is { } json) await RunExport.WriteSummaryAsync(json, runId, plan, judges, analysis, whole ?? false, findings);

        if (input.Simulated.Count > 0) SimulationTables.Show(screen, analysis, new RunAnalysis(planted), content, comparison);
        else AnswerTables.Show(screen, analysis, content);
        AnalysisTables.Show(screen, analysis, plan.Comparisons);
        if (corrected is not null) CorrectionTables.Show(screen, corrected);
        if (people is not null) CorrectionTables.Show(screen, people);
        if (serving is not null) ServingLines.Show(screen, serving, warnings);
        if (input.Meter is { } meter) CostLines.Show(screen, meter);
        if (gates is not null) GateTables.Show(screen, gates);
        return new ReportedRun
        {
            RunId = runId, Plan = plan, Judges = judges, Analysis = analysis, Trials = token => store.ReadTrialsAsync(runId, judges, token),
            IsComplete = whole,
            CreatedAt = (await store.FindRunAsync(runId))?.CreatedAt, Corpus = analysis.Options.Corpus, Findings = findings, Earlier = earlier,
        };

        IAsyncEnumerable<Trial> Planned() => store.ReadTrialsAsync(runId, judges).Where(trial => !plan.IsSentinelRepeat(trial.Key));
    }

    private async Task WriteSampleAsync(string path, IAsyncEnumerable<Trial> trials)
    {
        AnnotationSample sample = await AnnotationSample.DrawAsync(trials);
        await sample.WriteCsvAsync(path);
        screen.Say($"{Counted.Of(sample.Rows.Count, "answer")} for people to label: {path}. Fill in the column label (answer, partial, evasive, refusal, unclear), save as CSV, and read it back with --annotations. Keep the file .strata.json beside it, and do not hand it out: it tells what the detector said.");
    }
}
