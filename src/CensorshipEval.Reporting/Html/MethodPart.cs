using System.Globalization;
using System.Reflection;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Html;

/// <summary>Method, versions, hashes, how to make it again, and limits.</summary>
internal sealed class MethodPart(RunFigures figures, ReportOptions options, ExplorerPart explorer) : IPagePart
{
    public string Id => "method";

    public string Title => "Method, versions and limits";

    public string ShortTitle => "Method";

    public Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        ReportedRun run = figures.Run;
        html.Raw("<h3>How it was measured</h3>\n<ul>");
        foreach (string line in Method()) html.Element("li", line);
        html.Raw("</ul>\n<h3>Versions and hashes</h3>\n<dl class=\"facts\">");
        foreach ((string name, string value) in Facts(run)) html.Element("dt", name).Open("dd").Element("bdi", value).Close("dd");
        html.Raw("</dl>\n<h3>How it was asked</h3>\n");
        TableHtml.Write(html, "Models", new Charts.ChartTable(["Model", "Name asked for", "Where", "System prompt", "Sampling"], [.. run.Plan.Targets.Select(Asked)], AreWords: true));
        html.Raw("<h3>To make it again</h3>\n");
        if (options.Command is { } command) Code(html.Raw("<p>Makes this report again:</p>"), command.Split('\n'));
        Code(html.Raw("<p>In an app of your own, from the stored run, offline and without keys (packages CensorshipEval.Corpora, CensorshipEval.Reporting and CensorshipEval.Storage.Sqlite):</p>"), Program(run));
        html.Raw("<h3>Limits</h3>\n<ul>");
        foreach (string line in Limits) html.Element("li", line);
        html.Raw("</ul>\n<p class=\"muted\">").Text($"Written on {options.TimeProvider.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. This page is one file: it loads nothing and sends nothing.").Raw("</p>\n");
        return Task.CompletedTask;
    }

    private AnswerSource Source => AnswerSources.Of(figures.Run.Plan);

    private IEnumerable<string> Method()
    {
        yield return "A family is one question in matched versions: a sensitive one, its analogue (the same kind of event or person elsewhere), and a harmless one. The family is the unit that is counted, since its versions are answered alike.";
        yield return "Withheld is what was refused in the text, blocked before or within it, or shown and then withdrawn. " + CertaintyText.Blocks(Source);
        if (Source is AnswerSource.Live) yield return "A block is a measurement: it is never asked again until an answer comes. Only calls that failed on the way are.";
        if (Source is AnswerSource.Recordings) yield return "Whether anything was asked more than once until an answer came is not known of recordings.";
        yield return "The censorship index is the share withheld of sensitive questions minus that of their analogues, paired by family, form and language. Caution that a model shows everywhere is in both and cancels.";
        yield return "Intervals of rates are Wilson's with an effective sample size, those of differences are made from the two sides (MOVER). P-values come from exact sign-flip tests by family; those of comparisons of models and languages are adjusted together (Holm; Benjamini and Hochberg). " +
            (Source is AnswerSource.Recordings ? "Which are made follows a fixed rule, without regard to what they show." : "Which are made was declared before the run.");
        yield return "A difference is called one only where the p-value is below 0.05 and the interval does not hold 0. Where one of them says so and the other does not, it is called unclear.";
        yield return "What cannot be judged (failed calls, empty answers, unknown ends) is in no rate, and tables tell what the rate would be if all of it counted one way or the other.";
        yield return "What an answer holds (key facts, an official line) is measured apart from whether it was given, and over given answers alone.";
    }

    private static readonly string[] Limits =
    [
        "The figures are of these questions, in these languages, of these models as they were then. A provider may change a model without a sign.",
        "A detector errs, and more in some languages than in others. Its errors are not in the intervals unless a table says so.",
        "Which questions count as sensitive is a choice of the corpus. Each family names its sources, and several countries are covered, so that no one is singled out.",
        "A refusal that states a reason need not have it.",
    ];

    private IEnumerable<(string Name, string Value)> Facts(ReportedRun run)
    {
        EvaluationPlan plan = run.Plan;
        yield return ("Run", Shown.PlainName(run.RunId));
        if (run.CreatedAt is { } day) yield return ("Begun", day.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture));
        yield return ("Calls counted", $"{Shown.Count(run.Analysis.Trials)} of {Shown.Count(plan.TrialCount)} planned");
        if (explorer.Sample is { } sample) yield return ("Answers to be read in this page", sample.Method);
        yield return ("Samples of each prompt", Shown.Count(plan.Samples));
        yield return ("Corpus", $"{Shown.PlainName(Shown.Corpus(plan))} {Shown.PlainName(plan.Corpus.Version)}");
        yield return ("SHA-256 of the corpus", plan.Corpus.Sha256);
        yield return ("SHA-256 of the plan", plan.ComputeHash());
        yield return ("Seed", plan.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("Source of the answers", WhereFrom(plan.Source));
        yield return ("Detector", Component(run.Judges.Detector));
        if (run.Judges.Measures.Count > 0) yield return ("Measures", string.Join(", ", run.Judges.Measures.Select(Component)));
        yield return ("Confidence of intervals", $"{100 * run.Analysis.Options.Confidence:0.#} %");
        if (run.Analysis.Options.ReferencePanel is { Count: > 0 } panel) yield return ("Reference panel", string.Join(", ", panel.Select(Shown.PlainName)));
        yield return ("CensorshipEval", typeof(HtmlReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");
    }

    // Of what was recorded elsewhere, nothing that is not written down is known.
    private bool IsKnown => Source is AnswerSource.Live or AnswerSource.Simulation;

    // A hash is no hash when it is cut.
    private static string WhereFrom(string source)
    {
        const int longest = 200;
        return VisibleText.Of(source.Length <= longest ? source : string.Concat(source.AsSpan(0, char.IsHighSurrogate(source[longest - 1]) ? longest - 1 : longest), "…"));
    }

    // Compiles as it stands, in a program of top-level statements.
    private static string[] Program(ReportedRun run)
    {
        string id = VisibleText.Of(run.RunId).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return
        [
            "using CensorshipEval.Analysis;", "using CensorshipEval.Corpora;", "using CensorshipEval.Reporting;", "using CensorshipEval.Storage.Sqlite;", "",
            "await using SqliteRunStore store = await SqliteRunStore.OpenAsync(\"audit.db\"); // the file that the run is kept in",
            $"ReportedRun run = await ReportedRun.ReadAsync(store, \"{id}\", new AnalysisOptions {{ Corpus = PromptCorpus.BuiltIn }}); // or the corpus that was asked, if another",
            "await HtmlReport.WriteAsync(\"report.html\", run);",
        ];
    }

    private static string Component(ComponentId id) => $"{Shown.PlainName(id.Name)}@{Shown.PlainName(id.Version)}";

    // Ends of lines are ours; whatever else is invisible is written out.
    private static void Code(HtmlWriter html, IEnumerable<string> lines)
    {
        html.Raw("<pre>");
        foreach (string line in lines) html.Text(line.TrimEnd('\r')).Raw("\n");
        html.Raw("</pre>\n");
    }

    private string[] Asked(Target target) =>
    [
        Shown.PlainName(target.Id), Shown.PlainName(target.Model), target.Endpoint is { } endpoint ? Shown.PlainName(endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)) : "not told",
        target.SystemPrompt is { } system ? Shown.PlainName(system) : IsKnown ? "none" : "not known", Sampling(target.Sampling),
    ];

    private string Sampling(SamplingOptions sampling)
    {
        string[] set =
        [
            .. sampling.Temperature is { } temperature ? [$"temperature {temperature.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
            .. sampling.TopP is { } p ? [$"top-p {p.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
            .. sampling.MaxOutputTokens is { } tokens ? [$"at most {Shown.Count(tokens)} tokens"] : Array.Empty<string>(),
        ];
        return set.Length > 0 ? string.Join(", ", set) : Source switch { AnswerSource.Live => "as the provider sets it", AnswerSource.Simulation => "none: simulated", _ => "not known" };
    }
}
