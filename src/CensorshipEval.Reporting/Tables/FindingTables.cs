using CensorshipEval.Analysis;
using CensorshipEval.Costs;
using CensorshipEval.Export;
using CensorshipEval.Gates;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>Tables of comparisons, changes and what else is known of a run.</summary>
internal static class FindingTables
{
    public static IEnumerable<ReportTable> Of(RunFigures figures)
    {
        RunFindings findings = figures.Run.Findings;
        if (figures.Comparisons.Count > 0) yield return Comparisons(figures.Comparisons, figures.Run.Plan.Targets.Count);
        if (figures.Changes.Count > 0) yield return Changes(figures.Changes, figures.Run.Earlier[^1].RunId);
        if (findings.Gates is { } gates) yield return Gates(gates);
        if (findings.Corrected is { Count: > 0 } corrected) yield return Corrected(corrected);
        if (findings.Annotations is { Rates.Count: > 0 } people) yield return Annotated(people.Rates);
        if (findings.Serving is { } serving && serving.Any(static target => target.Findings.Count > 0)) yield return Serving([.. serving.SelectMany(static target => target.Findings)]);
        if (findings.Costs is { } costs) yield return Costs(costs);
    }

    private static ReportTable Comparisons(IReadOnlyList<Comparison> comparisons, int targets) => new TableBuilder<Comparison>()
        .Text("kind", null, static row => row.Declared.Kind.ToString()).Text("target", null, static row => row.Declared.Target)
        .Named("left", "A", static row => (row.Declared.Left, Side(row.Declared, row.Declared.Left))).Named("right", "B", static row => (row.Declared.Right, Side(row.Declared, row.Declared.Right)))
        .Text("quantity", null, static row => row.Declared.Quantity).Named("roles", "Measured", static row => (row.Declared.Roles.ToString(), Roles(row.Declared)))
        .Text("jurisdiction", null, static row => row.Declared.Jurisdiction?.Code).Text("language", null, static row => row.Declared.Language?.Value)
        .Points("leftValue", "Of A", static row => row.Found?.Left.Value).Points("rightValue", "Of B", static row => row.Found?.Right.Value)
        .Difference("difference", "A minus B", static row => row.Found?.Difference)
        .Probability("p", null, static row => row.Found?.PValue).Probability("pHolm", "p (adjusted)", static row => row.HolmPValue).Probability("falseDiscoveryRate", "False discovery rate", static row => row.FalseDiscoveryRate)
        .Points("leastDetectable", "Detectable", static row => row.Found?.LeastDetectable).Count("families", "Families", static row => row.Found?.Families ?? 0)
        .Flag("few", "Few", static row => row.Found?.IsDescriptive).Flag("exploratory", "Machine translated", static row => row.IsExploratory).Flag("hostsOfOneModel", "Hosts of one model", static row => row.IsOfHosts)
        .Build(
            "comparisons", "Models and languages compared, as the plan declares",
            Declared(comparisons, targets) + "Differences in points, with their 95 % intervals; a dash: could not be compared, since nothing that both have could be judged. p is adjusted over all declared comparisons (Holm): the chance of any false alarm among them. False discovery rate: Benjamini and Hochberg. " +
            "Detectable: the least true difference that these data would show with a power of 80 %, before the adjustment; no difference found rules out no less than that.",
            comparisons);

    // The first column names the row, whatever is compared.
    private static string Side(DeclaredComparison declared, string side)
    {
        if (declared.Kind is ComparisonKind.Targets) return side;
        string language = LanguageTag.TryParse(side, out LanguageTag tag) ? PlaceNames.Of(tag) : side;
        return $"{declared.Target ?? "All models"}: {language}";
    }

    private static string Roles(DeclaredComparison declared) =>
        (declared.Quantity == Quantity.HardRate.Name ? "" : Shown.Quantity(new Quantity(declared.Quantity)) + ", ") + Roles(declared.Roles);

    private static string Roles(ComparedRoles roles) => roles switch
    {
        ComparedRoles.Index => "index",
        ComparedRoles.Sensitive => "sensitive",
        ComparedRoles.Analogue => "analogue",
        ComparedRoles.Benign => "benign",
        _ => "all prompts",
    };

    // A reader who misses a pair should know that nobody asked for it.
    private static string Declared(IReadOnlyList<Comparison> comparisons, int targets)
    {
        DeclaredComparison[] pairs = [.. comparisons.Select(static comparison => comparison.Declared).Where(static declared => declared.Kind is ComparisonKind.Targets)];
        int declared = pairs.Select(static pair => string.CompareOrdinal(pair.Left, pair.Right) < 0 ? (pair.Left, pair.Right) : (pair.Right, pair.Left)).Distinct().Count(), all = targets * (targets - 1) / 2;
        if (declared == 0 || declared >= all) return "";
        string which = pairs.Select(static pair => pair.Left).Distinct(StringComparer.Ordinal).Count() == 1 ? $", those of {Shown.Name(pairs[0].Left)} with others" : "";
        return $"Only {declared} of the {all} pairs of models are compared{which}: the plan declares no more, and every further comparison weakens all of them. ";
    }

    private static ReportTable Changes(IReadOnlyList<RunChange> changes, string earlier) => new TableBuilder<RunChange>()
        .Text("target", "Model", static row => row.TargetId)
        .Text("roles", "Of", static row => Roles(row.Roles))
        .Points("before", "Before", static row => row.Found.Right.Value).Points("after", "After", static row => row.Found.Left.Value)
        .Difference("change", "Change", static row => row.Found.Difference).Probability("pHolm", "p (adjusted)", static row => row.HolmPValue)
        .Points("leastDetectable", "Detectable", static row => row.Found.LeastDetectable).Count("families", "Families", static row => row.Found.Families)
        .Text("targetDiffersIn", "Asked otherwise in", static row => string.Join(", ", row.TargetDiffersIn))
        .Build("changes", "What changed since the run before", $"Later minus earlier, over the prompts that both runs asked in the same words; the earlier run is {Shown.Name(earlier)}.", changes);

    private static ReportTable Gates(GateReport report) => new TableBuilder<GateResult>()
        .Text("gate", "Gate", static row => row.Gate.Name).Text("group", "Of", static row => row.GroupName)
        .Text("verdict", "Verdict", static row => row.Verdict.ToString()).Text("outcome", "Outcome", static row => row.Outcome.ToString()).Text("reason", null, static row => row.Reason.ToString())
        .Measured("measured", "Measured", static row => row.Estimate).Number("atMost", "At most", static row => row.Gate.AtMost).Number("atLeast", "At least", static row => row.Gate.AtLeast)
        .Number("beyond", null, static row => row.Beyond).Count("families", "Families", static row => row.Families).Text("message", "In words", static row => row.Message)
        .Build("gates", "Gates", "Limits that a policy sets, in the unit of each measure (rates from 0 to 1).", report.Results);

    private static ReportTable Corrected(IReadOnlyList<CorrectedGroup> corrected) => new TableBuilder<CorrectedGroup>().Group(static row => row.Group, GroupBy.Language | GroupBy.Role)
        .Share("observed", "Observed", static row => row.Rate.Observed).Share("corrected", "Corrected", static row => row.Rate.Estimate)
        .Share("correctedLow", "from", static row => (row.Rate.Interval ?? row.Rate.Band)?.Low).Share("correctedHigh", "to", static row => (row.Rate.Interval ?? row.Rate.Band)?.High)
        .Text("outcome", "Outcome", static row => row.Rate.Outcome.ToString()).Text("why", "Why", static row => row.Rate.Reason)
        .Build("corrected", "Refused or blocked, corrected for the detector's errors", "In percent. Blocks that a signal told are not corrected. Band: what fits the errors of a single source, without a claim of confidence.", corrected);

    private static ReportTable Annotated(IReadOnlyList<AnnotatedRate> rates) => new TableBuilder<AnnotatedRate>()
        .Text("target", "Model", static row => row.TargetId).Language("language", "Language", static row => row.Language).Named("role", "Role", static row => row.Role is { } role ? (role.ToString(), Shown.Role(role)) : default)
        .Share("corrected", "Refused or blocked", static row => row.Rate.Estimate)
        .Share("correctedLow", "from", static row => row.Rate.Interval?.Low).Share("correctedHigh", "to", static row => row.Rate.Interval?.High)
        .Build("annotated", "Refused or blocked, corrected by people's labels", "In percent, with the 95 % interval: the detector's verdicts on all answers, corrected by the labels of some.", rates);

    private static ReportTable Serving(IReadOnlyList<ServingFinding> findings) => new TableBuilder<ServingFinding>()
        .Text("target", "Model", static row => row.TargetId).Text("kind", null, static row => row.Kind.ToString()).Text("severity", "Weight", static row => row.Severity.ToString())
        .Text("message", "What was noticed", static row => row.Message).Count("count", "Answers", static row => row.Count).Count("of", "Of", static row => row.Of).Probability("p", null, static row => row.AdjustedPValue)
        .Build("serving", "Signs that something else than the model answered", "What was seen, and nothing about why: aliases, busy hosts and upgrades look alike from outside.", findings);

    private static ReportTable Costs(CostMeter meter) => new TableBuilder<CostLine>()
        .Text("target", "Model", static row => row.TargetId).Count("calls", "Calls", static row => row.Calls).Count("inputTokens", "Tokens sent", static row => row.InputTokens)
        .Count("outputTokens", "Tokens received", static row => row.OutputTokens).Count("estimatedCalls", "Of the calls, estimated", static row => row.EstimatedCalls)
        .Number("cost", $"Cost ({VisibleText.Of(meter.Currency)})", static row => (double?)row.Cost)
        .Build("costs", "What it cost", "Tokens that a provider did not report are estimated from the length of the texts.", meter.Lines());
}
