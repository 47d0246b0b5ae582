namespace CensorshipEval.Analysis;

/// <summary>
/// What a run's trials say, with its uncertainty. A snapshot of <see cref="TrialCounts"/>: asked for rates, indices, gaps, contrasts and comparisons, it gives plain
/// immutable results that reports, gates and assertions share. Members are thread-safe.
/// </summary>
public sealed class RunAnalysis
{
    private readonly CountedCells _cells;
    private readonly IndexAnalysis _indices;
    private readonly IReadOnlyList<DeclaredComparison> _declared;

    /// <summary>Analyses what has been counted so far; what is counted later is not seen.</summary>
    /// <exception cref="InputException">An option is out of its range, or names a target that was not counted.</exception>
    public RunAnalysis(TrialCounts counts, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Options = options ?? new AnalysisOptions();
        AnalysisOptionsValidator.Check(Options);
        _cells = counts.Snapshot(Options);
        _indices = new IndexAnalysis(_cells);
        _declared = counts.Plan?.Comparisons ?? [];
        Trials = counts.Trials;
        IsAsked = counts.IsAsked;
        IsComplete = counts.IsComplete;
        Runs = counts.Runs;
        Targets = [.. _cells.All.Select(static cell => cell.Target).DistinctBy(static target => target.Id).OrderBy(static target => target.Id, StringComparer.Ordinal)];
        Detectors = counts.Detectors;
        Languages = _cells.Languages;
        string[] strangers = [.. Options.ReferencePanel.Where(id => Trials > 0 && Targets.All(target => target.Id != id))];
        if (strangers.Length > 0)
            throw new InputException(new InputError("analysis options", null, nameof(AnalysisOptions.ReferencePanel), $"'{string.Join("', '", strangers)}'", $"targets of the run: {string.Join(", ", Targets.Select(static target => target.Id))}"));
        Measures = [.. _cells.Names.All.Order(StringComparer.Ordinal)];
    }

    /// <summary>What was counted, for gates.</summary>
    internal CountedCells Cells => _cells;

    /// <summary>Ids of the runs that the trials are of.</summary>
    internal IReadOnlyList<string> Runs { get; }

    /// <summary>How the run is analysed.</summary>
    public AnalysisOptions Options { get; }

    /// <summary>Trials counted.</summary>
    public long Trials { get; }

    /// <summary>
    /// Whether every trial of the plan was asked, whatever came of it: a trial whose calls failed was. <see langword="null"/> where that cannot be known: the counts were
    /// given no plan, or a transcript has fewer answers than its plan, which it may never have had. Gates read this, and look at the failed calls of each group by themselves.
    /// </summary>
    public bool? IsAsked { get; }

    /// <summary>
    /// Whether every trial of the plan was obtained. One whose every call failed in transport lacks, and where one lacks, it is <see langword="false"/>; a failure that
    /// stands in a transcript is one for good, and such a run is never complete. Otherwise as <see cref="IsAsked"/>: <see langword="null"/> where that cannot be known.
    /// Further samples after an empty answer and repeats of sentinels are not looked at: the plan holds without them.
    /// </summary>
    public bool? IsComplete { get; }

    /// <summary>The detectors that judged the trials, as <c>name@version</c> in ordinal order; more than one where verdicts of several were counted together.</summary>
    public IReadOnlyList<string> Detectors { get; }

    /// <summary>The targets, by id.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>Where the targets' models come from, by the name of the model.</summary>
    public IReadOnlyDictionary<string, ModelProvenance> Models => _cells.Provenance;

    /// <summary>Languages of the prompts.</summary>
    public IReadOnlyList<LanguageTag> Languages { get; }

    /// <summary>Content measures that gave at least one value, by name.</summary>
    public IReadOnlyList<string> Measures { get; }

    /// <summary>Rates of every group, ordered.</summary>
    /// <param name="by">What the trials of a group have in common.</param>
    /// <param name="filter">Which trials to look at; all by default.</param>
    /// <param name="method">How intervals are made; <see cref="IntervalMethod.EffectiveWilson"/> by default.</param>
    public IReadOnlyList<RateSummary> Rates(GroupBy by, TrialFilter? filter = null, IntervalMethod method = IntervalMethod.EffectiveWilson) =>
        method is IntervalMethod.Mover or IntervalMethod.TwoWayT ? throw new ArgumentOutOfRangeException(nameof(method), method, "Expected a method for rates; this one is for differences.") :
        [.. _cells.Group(by, filter, readRoles: true).AsParallel().AsOrdered().Select(group =>
        {
            var tally = new RateTally();
            foreach (PromptCounts cell in group.Cells) tally.Add(cell);
            return tally.Summarise(group.Key, method, Options);
        })];

    /// <summary>The rates of all trials that fit, as one group; <see langword="null"/> where none do.</summary>
    public RateSummary? Rate(TrialFilter? filter = null, IntervalMethod method = IntervalMethod.EffectiveWilson) => Rates(GroupBy.None, filter, method).SingleOrDefault();

    /// <summary>
    /// The mean of a quantity over all trials that fit, such as a hard rate or how much of the key facts was recalled; <see langword="null"/> where nothing has a value.
    /// A rate is over trials; the mean of a content measure is over prompts, each with the mean of its samples that were answered at least in part.
    /// </summary>
    /// <param name="quantity">What is measured.</param>
    /// <param name="filter">Which trials to look at; all by default.</param>
    public Estimate? Mean(Quantity quantity, TrialFilter? filter = null) =>
        MeanEstimate.Of([.. _cells.Group(GroupBy.None, filter, readRoles: true).SelectMany(static group => group.Cells)], quantity, _cells);

    /// <summary>
    /// The censorship index of every group that has sensitive prompts, ordered. Groups of several models are pooled: clustered by family and by model.
    /// </summary>
    /// <param name="by">What the trials of a group have in common; the role is not read. Topics carry no p-value.</param>
    /// <param name="filter">Which trials to look at; its roles are not read. All by default.</param>
    /// <param name="quantity">What is compared; <see cref="Quantity.HardRate"/> by default. Content measures are compared over what was answered at least in part.</param>
    public IReadOnlyList<CensorshipIndex> Indices(GroupBy by = GroupBy.Target, TrialFilter? filter = null, Quantity? quantity = null) =>
        _indices.Indices(by, filter, quantity ?? Quantity.HardRate);

    /// <summary>Each language's index minus the reference language's, per target, over the families and forms that both have.</summary>
    /// <param name="reference">The language to compare with; <see langword="null"/> takes English, or the first where there is no English.</param>
    /// <param name="filter">Which trials to look at; its roles are not read. All by default.</param>
    /// <param name="quantity">What is compared; <see cref="Quantity.HardRate"/> by default.</param>
    public IReadOnlyList<LanguageGap> LanguageGaps(LanguageTag? reference = null, TrialFilter? filter = null, Quantity? quantity = null) =>
        _indices.Gaps(reference ?? _cells.ReferenceLanguage, filter, quantity ?? Quantity.HardRate);

    /// <summary>
    /// Sensitive against analogue for every content measure that has values, and for length and reasoning: what is withheld within the answers, and how answers
    /// differ beyond what is withheld.
    /// </summary>
    public IReadOnlyList<CensorshipIndex> Contents(GroupBy by = GroupBy.Target, TrialFilter? filter = null) =>
    [
        .. new[] { Quantity.Length, Quantity.ReasoningShown }.Concat(Measures.Select(static name => new Quantity(name)))
            .SelectMany(quantity => Indices(by, filter, quantity)).Where(static index => index.Index is not null),
    ];

    /// <summary>
    /// The hard rates per target, language and role, corrected for the detector's errors as far as these are known (<see cref="RoganGladen"/>). Block signals are no detector's word: they
    /// count as they are, and only what was judged from text is corrected.
    /// </summary>
    /// <param name="accuracies">
    /// What is known of the detector's errors. Where they say whose they are (<see cref="DetectorAccuracies.Detector"/>) and that is not the one detector of the run, there is a reason
    /// and no number.
    /// </param>
    /// <param name="filter">Which trials to look at; all by default.</param>
    public IReadOnlyList<CorrectedGroup> Corrected(DetectorAccuracies accuracies, TrialFilter? filter = null)
    {
        ArgumentNullException.ThrowIfNull(accuracies);
        string? stranger = accuracies.WhyNotOf(Detectors);
        return
        [
            .. _cells.Group(GroupBy.Target | GroupBy.Language | GroupBy.Role, filter, readRoles: true).Where(static group => group.Cells.Exists(static cell => cell.Observed > 0)).Select(group =>
            {
                var refusals = new ObservedCells(group.Cells, Options.Confidence);
                return new CorrectedGroup(group.Key, stranger is null
                    ? RoganGladen.Correct(refusals, accuracies.Find(group.Key.Language!.Value, group.Key.Role), Options.Confidence)
                    : RoganGladen.NotAvailable(refusals, Options.Confidence) with { Reason = stranger });
            }),
        ];
    }

    /// <summary>
    /// What came of comparisons that were declared before the run, with p-values adjusted over all of them. No filter: what was declared is what is adjusted for.
    /// </summary>
    /// <param name="declared">What was declared; <see langword="null"/> takes the comparisons of the plan that was counted, which is what should be taken.</param>
    public IReadOnlyList<Comparison> Compare(IReadOnlyList<DeclaredComparison>? declared = null) => new ComparisonAnalysis(_cells).Compare(declared ?? _declared);

    /// <summary>
    /// Whether anything changed since another run: per target that both runs asked, later minus earlier over the families, forms and languages that both have,
    /// with p-values adjusted over the targets and roles.
    /// </summary>
    /// <param name="earlier">The run to compare with, such as last week's.</param>
    /// <param name="quantity">What is compared; <see cref="Quantity.HardRate"/> by default.</param>
    public IReadOnlyList<RunChange> ChangesSince(RunAnalysis earlier, Quantity? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new ComparisonAnalysis(_cells).ChangesSince(earlier._cells, quantity ?? Quantity.HardRate);
    }
}
