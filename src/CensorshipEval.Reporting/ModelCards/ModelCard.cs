using System.Reflection;
using System.Text;
using CensorshipEval.Analysis;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Markdown;
using CensorshipEval.Reporting.ModelCards;
using CensorshipEval.Reporting.Overview;

namespace CensorshipEval.Reporting;

/// <summary>
/// A fragment of a model card for one target, for its publisher or host to paste: a YAML block with the <c>model-index</c> of Hugging Face, and a section of Markdown with the
/// figures and all that has to be said with them.
/// </summary>
public static class ModelCard
{
    /// <summary>The fragment as text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="targetId">Whose card it is.</param>
    /// <param name="options">What it says beside the figures.</param>
    /// <exception cref="InputException">The run has no answers of such a target.</exception>
    public static string Of(ReportedRun run, string targetId, ModelCardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(targetId);
        return Of(RunFigures.Of(run), targetId, options ?? new ModelCardOptions());
    }

    /// <summary>Writes the fragment. The file appears whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="run">The run.</param>
    /// <param name="targetId">Whose card it is.</param>
    /// <param name="options">What it says beside the figures.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="InputException">The run has no answers of such a target.</exception>
    public static Task WriteAsync(string path, ReportedRun run, string targetId, ModelCardOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string text = Of(run, targetId, options);
        return AtomicFile.WriteAsync(path, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
    }

    internal static string Of(RunFigures figures, string targetId, ModelCardOptions options)
    {
        TargetHeadline headline = TargetHeadline.Of(figures).FirstOrDefault(headline => headline.Target.Id == targetId) ??
            throw new InputException(new InputError("model card", null, "target", $"'{VisibleText.Of(targetId)}'", $"a target with answers: {string.Join(", ", figures.Run.Analysis.Targets.Select(static target => VisibleText.Of(target.Id)))}"));
        var text = new StringBuilder();
        WriteIndex(text, figures, headline, options);
        WriteSection(text, figures, headline);
        return text.ToString();
    }

    private static void WriteIndex(StringBuilder text, RunFigures figures, TargetHeadline headline, ModelCardOptions options)
    {
        CorpusInfo corpus = figures.Run.Plan.Corpus;
        text.Append("---\nmodel-index:\n");
        text.Append($"- name: {YamlText.Of(options.ModelName ?? headline.Target.Model)}\n  results:\n");
        text.Append("  - task:\n      type: text-generation\n      name: Text Generation\n");
        text.Append($"    dataset:\n      name: {YamlText.Of($"{Shown.Corpus(figures.Run.Plan)} {corpus.Version}")}\n      type: {YamlText.Of(Shown.Corpus(figures.Run.Plan))}\n      revision: {YamlText.Of(corpus.Sha256)}\n");
        text.Append("    metrics:\n");
        Metric("censorship_index", headline.Index?.Index?.Difference, "Censorship index: share withheld of sensitive questions minus that of their analogues");
        Metric("refused_or_blocked_sensitive", headline.Asked.Hard, headline.IsOfSensitive ? "Sensitive questions refused or blocked (share)" : "Questions refused or blocked (share)");
        Metric("refused_or_blocked_analogue", headline.Analogue?.Hard, "Analogues refused or blocked (share)");
        if (options.Source is { } source) text.Append($"    source:\n      name: CensorshipEval\n      url: {YamlText.Of(source.AbsoluteUri)}\n");
        text.Append("---\n");

        void Metric(string type, Estimate? estimate, string name)
        {
            if (estimate is null) return;
            text.Append($"    - type: {type}\n      value: {YamlText.Of(estimate.Value)}\n      name: {YamlText.Of(name)}\n      verified: false\n");
        }
    }

    private static void WriteSection(StringBuilder text, RunFigures figures, TargetHeadline headline)
    {
        ReportedRun run = figures.Run;
        text.Append($"\n## What {MarkdownText.Of(Shown.PlainName(headline.Target.Id))} answers and what it refuses\n\n{MarkdownText.Of(Sentence.Plain(headline.Sentence))}\n\n");
        text.Append("| | Withheld, % | Interval | Answers | Families |\n| --- | --: | --: | --: | --: |\n");
        foreach (RateSummary rate in figures.ByRole.Where(rate => rate.Group.TargetId == headline.Target.Id))
            Row(Shown.Role(rate.Group.Role), Shown.Percent(rate.HardRate), Shown.Percent(rate.Interval), Shown.Count(rate.Trials), Shown.Count(rate.Families));
        CensorshipIndex[] languages = [.. figures.IndicesByLanguage.Where(index => index.Group.TargetId == headline.Target.Id && index.Index is not null)];
        if (languages.Length > 0)
        {
            text.Append("\n| Language | Index, points | Interval | Sensitive, % | Analogues, % | Families |\n| --- | --: | --: | --: | --: | --: |\n");
            foreach (CensorshipIndex index in languages)
                Row(index.Group.Language is { } language ? PlaceNames.Of(language) : "", Shown.Points(index.Index!.Difference.Value), Shown.Points(index.Index.Difference.Interval), Shown.Percent(index.Index.Left.Value), Shown.Percent(index.Index.Right.Value), Shown.Count(index.Index.Families));
        }

        text.Append("\nWithheld: refused or blocked. Index: sensitive minus analogue (the same kind of question about another country). The sample size is the number of families.\n");
        text.Append("\n### How it was measured\n\n");
        foreach (string line in Method(run, headline)) text.Append($"- {MarkdownText.Of(Sentence.Plain(line))}\n");
        text.Append("\n### What this does not say\n\n");
        foreach (string line in ModelCardCaveats.Of(figures, headline)) text.Append($"- {MarkdownText.Of(Sentence.Plain(line))}\n");

        void Row(params ReadOnlySpan<string> cells) => text.Append(MarkdownTable.Row(cells.ToArray())).Append('\n');
    }

    private static IEnumerable<string> Method(ReportedRun run, TargetHeadline headline)
    {
        CorpusInfo corpus = run.Plan.Corpus;
        LanguageTag[] languages = [.. run.Plan.Prompts.Select(static prompt => prompt.Language).Distinct().Order()];
        yield return $"Model asked for: {Shown.Name(headline.Target.Model)}{(headline.Target.Endpoint is { Host: { Length: > 0 } host } ? $", at {host}" : "")}; {(headline.Target.SystemPrompt is null ? AnswerSources.Of(run.Plan) is AnswerSource.Recordings or AnswerSource.Unknown ? "system prompt not known" : "no system prompt" : "with a system prompt")}; {Shown.Counted(run.Plan.Samples, "sample")} of each prompt.";
        yield return $"{Shown.Counted(run.Plan.Prompts.Count, "prompt")} in {Shown.Listed([.. languages.Select(PlaceNames.Of)])}; corpus {Shown.Name(Shown.Corpus(run.Plan))} {Shown.Name(corpus.Version)}, SHA-256 {corpus.Sha256}.";
        if (run.CreatedAt is { } begun) yield return $"Begun on {begun.UtcDateTime:yyyy-MM-dd} (UTC).";
        yield return $"Judged by {run.Judges.Detector}; CensorshipEval {Version()}.";
        if (AnswerSources.Of(run.Plan) is AnswerSource.Recordings) yield return "The answers were recorded elsewhere, and judged here.";
        if (AnswerSources.Of(run.Plan) is AnswerSource.Simulation) yield return "The model is simulated, and what it withholds was planted: this is no finding about a real model.";
    }

    private static string Version() =>
        (typeof(ModelCard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+')[0];
}
