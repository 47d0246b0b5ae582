using System.Text;
using CensorshipEval.Analysis;
using CensorshipEval.Export;
using CensorshipEval.Gates;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Markdown;
using CensorshipEval.Reporting.Overview;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting;

/// <summary>
/// A run in a page of Markdown, for pull requests and for <c>GITHUB_STEP_SUMMARY</c>. Whatever strangers wrote in it (names of targets, topics, messages) is shown as it is
/// and does nothing: no link, no image, no HTML, no mention of a person.
/// </summary>
public static class MarkdownSummary
{
    /// <summary>Most that a comment on GitHub holds is 65,536 characters; bytes of UTF-8 are never fewer.</summary>
    public const int LongestComment = 65_536;

    /// <summary>Most bytes that a step of GitHub Actions may write as its summary: 1 MiB.</summary>
    public const int LongestStepSummary = 1 << 20;

    private const int Shortest = 1_000;

    /// <summary>The summary as text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">Its title and command; <see langword="null"/> for the defaults.</param>
    /// <param name="limit">Most bytes of UTF-8, at least 1,000. Default <see cref="LongestComment"/>. Rows that do not fit are left out, and the text says how many and where they stand.</param>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public static string Of(ReportedRun run, ReportOptions? options = null, int limit = LongestComment)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, Shortest);
        options ??= new ReportOptions();
        ReportOptionsValidator.Check(options);
        return Of(RunFigures.Of(run), options, limit);
    }

    /// <summary>Writes the summary. The file appears whole or not at all; a pipe or device is written to. To append it to a file such as that of <c>GITHUB_STEP_SUMMARY</c>, take <see cref="Of(ReportedRun, ReportOptions?, int)"/>.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="run">The run.</param>
    /// <param name="options">Its title and command.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public static Task WriteAsync(string path, ReportedRun run, ReportOptions? options = null, int limit = LongestComment, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string text = Of(run, options, limit);
        return AtomicFile.WriteAsync(path, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
    }

    internal static string Of(RunFigures figures, ReportOptions options, int limit)
    {
        RunOverview overview = RunOverview.Of(figures, options);
        List<MarkdownSection> sections = [];
        if (figures.Run.Findings.Gates is { } gates) sections.Add(Gates(gates));
        sections.Add(Sentences(100, "", [overview.Asked]));
        sections.Add(Headlines(overview.Targets));
        sections.Add(new MarkdownSection(84, "\n", [.. overview.Targets.Select(static target => $"- {MarkdownText.Of(Shown.PlainName(target.Target.Id))}: {MarkdownText.Cell(Sentence.Plain(target.Sentence))}")], "", "`tables/indices.csv`"));
        sections.Add(Items(80, "What is notable", overview.Notable));
        foreach (ReportTable table in ReportTables.Of(figures).Where(static table => table.Name is "comparisons" or "changes" or "indices-by-language" or "costs"))
            sections.Add(Table(table));
        sections.Add(Items(70, "How sure is this", overview.Certainty));
        sections.Add(Items(90, "What is not known", overview.Unknown));
        sections.Add(Sentences(60, "\n---\n", [Origin(figures.Run, options)]));
        return MarkdownSection.Write($"# {MarkdownText.Of(Sentence.Plain(overview.Title))}\n", sections, limit);
    }

    private static MarkdownSection Gates(GateReport report)
    {
        string verdict = report.Verdict switch { GateVerdict.Pass => "passed", GateVerdict.Warn => "passed with warnings", _ => "failed" };
        IEnumerable<GateResult> worstFirst = report.Results.OrderByDescending(static result => result.Verdict);
        return new MarkdownSection(
            95, $"\n## Gates: {verdict}\n\n| | Gate | Of | In words |\n| --- | --- | --- | --- |\n",
            [.. worstFirst.Select(static result => MarkdownTable.Row([Mark(result.Verdict), result.Gate.Name, result.GroupName, result.Message]))],
            report.IsComplete ? "" : "\nNot all that was planned was asked, or nobody said whether it was.\n", "`tables/gates.csv`");
    }

    private static string Mark(GateVerdict verdict) => verdict switch { GateVerdict.Pass => "✅ pass", GateVerdict.Warn => "⚠️ warn", _ => "❌ fail" };

    private static MarkdownSection Headlines(IReadOnlyList<TargetHeadline> targets)
    {
        string head = MarkdownTable.Head(
        [
            ("Model", false), (targets.All(static row => row.IsOfSensitive) ? "Sensitive, % withheld" : "% withheld", true), ("Families", true),
            ("Of families with both: sensitive, %", true), ("Their analogues, %", true), ("Index, points", true), ("Families with both", true),
        ]);
        IEnumerable<string> rows = targets.Select(static row => (Row: row, row.Index?.Index)).Select(static one => MarkdownTable.Row(
        [
            VisibleText.Of(one.Row.Target.Id), With(Shown.Percent(one.Row.Asked.HardRate), Shown.Percent(one.Row.Asked.Interval), one.Row.IsDescriptive), Shown.Count(one.Row.Asked.Families),
            Shown.Percent(one.Index?.Left.Value), Shown.Percent(one.Index?.Right.Value),
            With(Shown.Points(one.Index?.Difference.Value), Shown.Points(one.Index?.Difference.Interval), one.Index is { IsDescriptive: true }), one.Index is { } index ? Shown.Count(index.Families) : Shown.None,
        ]));
        string few = targets.Any(static row => row.IsDescriptive || row.Index is { IsDescriptive: true }) ? " Few (†): under 20 families, a description and no proof." : "";
        return new MarkdownSection(85, $"\n{head}\n", [.. rows], $"\nWithheld: refused or blocked. Index: sensitive minus analogue, over families that have both. In brackets: the 95 % interval.{few}\n", "`tables/indices.csv`");

        static string With(string value, string interval, bool few) => $"{value}{(few ? "†" : "")}{(interval == Shown.None ? "" : $" ({interval})")}";
    }

    private static MarkdownSection Table(ReportTable table)
    {
        (string head, IReadOnlyList<string> rows) = MarkdownTable.Of(table);
        return new MarkdownSection(table.Name == "comparisons" ? 75 : 50, $"\n## {MarkdownText.Of(table.Title)}\n\n{head}\n", rows, $"\n{MarkdownText.Of(Sentence.Plain(table.Note))}\n", $"`tables/{table.Name}.csv`");
    }

    private static MarkdownSection Items(int weight, string heading, IReadOnlyList<string> sentences) =>
        new(weight, $"\n## {heading}\n\n", [.. sentences.Select(static sentence => $"- {MarkdownText.Of(Sentence.Plain(sentence))}")], "", "`summary.json`");

    private static MarkdownSection Sentences(int weight, string head, IReadOnlyList<string> sentences) =>
        new(weight, $"{head}\n", [.. sentences.Select(static sentence => MarkdownText.Of(Sentence.Plain(sentence)))], "", "`summary.json`");

    private static string Origin(ReportedRun run, ReportOptions options)
    {
        CorpusInfo corpus = run.Plan.Corpus;
        string begun = run.CreatedAt is { } created ? $", begun {created.UtcDateTime:yyyy-MM-dd}" : "";
        string command = options.Command is { } line ? $" Makes this report again: {line}" : "";
        return $"Run {VisibleText.Of(run.RunId)}{begun}. Corpus {VisibleText.Of(Shown.Corpus(run.Plan))} {VisibleText.Of(corpus.Version)} ({corpus.Sha256[..Math.Min(12, corpus.Sha256.Length)]}). Judged by {run.Judges.Detector}.{command}";
    }
}
