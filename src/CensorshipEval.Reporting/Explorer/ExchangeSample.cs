using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting;

/// <summary>The exchanges that a page holds, and what part of the run they are.</summary>
internal sealed class ExchangeSample
{
    private ExchangeSample(IReadOnlyList<SampledExchange> exchanges, IReadOnlyDictionary<string, Prompt> prompts, IReadOnlyList<CellSample> cells, SampleCounts counts, int total, string allOfThem) =>
        (Exchanges, Prompts, Cells, Counts, Total, AllOfThem) = (exchanges, prompts, cells, counts, total, allOfThem);

    /// <summary>The exchanges: blocks first, then refusals, disagreements, missing ones and plain answers; within these by prompt, target and sample.</summary>
    public IReadOnlyList<SampledExchange> Exchanges { get; }

    /// <summary>Their prompts by id.</summary>
    public IReadOnlyDictionary<string, Prompt> Prompts { get; }

    /// <summary>Every cell of the run, with what is taken of it.</summary>
    public IReadOnlyList<CellSample> Cells { get; }

    /// <summary>Exchanges of the run.</summary>
    public int Total { get; }

    /// <summary>Whether the page holds every exchange.</summary>
    public bool IsWhole => Exchanges.Count == Total;

    /// <summary>How many of each kind the page holds.</summary>
    public SampleCounts Counts { get; }

    /// <summary>Where all answers are.</summary>
    public string AllOfThem { get; }

    /// <summary>What is sampled, in words.</summary>
    public string Summary
    {
        get
        {
            string total = Shown.Count(Total);
            if (Total == 0) return "There are no answers.";
            if (Exchanges.Count == 0) return $"None of the {total} answers is in this page. All of them: {AllOfThem}.";
            if (IsWhole) return Total == 1 ? "The only answer is in this page." : $"All {total} answers are in this page.";
            return $"{Shown.Count(Exchanges.Count)} of {total} answers are in this page: {Counts.Words}. {Counts.Reasons}"
                + $"Rates cannot be counted in what was chosen like this. All answers: {AllOfThem}.";
        }
    }

    /// <summary>How it was sampled, in words.</summary>
    public string Method => IsWhole || Exchanges.Count == 0
        ? $"{(IsWhole ? "all" : "none")} of {Shown.Count(Total)}"
        : $"{Shown.Count(Exchanges.Count)} of {Shown.Count(Total)}. Up to four fifths of the room were for what was blocked or withdrawn; up to two thirds for refusals{Counts.OfSensitive}, then "
            + $"disagreements{Counts.OnSensitive}, then other refusals; a fifth for plain answers{Counts.ToSensitive}, drawn by the seed. What was left went to the analogues of these, to every model, "
            + "language, topic and kind of question that had no answer here yet, to the families' other languages, and to the rest in turns.";

    /// <summary>Chooses in one pass over the trials, and reads what was chosen in a second.</summary>
    public static async Task<ExchangeSample> TakeAsync(ReportedRun run, ReportOptions options, CancellationToken cancellationToken = default)
    {
        var index = new ExchangeIndex(run.Plan.Seed, options.LongestText);
        await foreach (Trial trial in run.Trials(cancellationToken).ConfigureAwait(false)) index.Add(trial);
        index.Complete();
        IReadOnlyList<int> chosen = ExchangeChooser.Choose(index, options.MaximumExchanges, options.MaximumExchangeBytes);
        Dictionary<(int, int, int), int> facts = chosen.ToDictionary(i => (index.Facts[i].Target, index.Facts[i].Prompt, index.Facts[i].Sample));
        var exchanges = new List<(SampledExchange Exchange, ExchangeFact Fact)>(chosen.Count);
        var prompts = new Dictionary<string, Prompt>(StringComparer.Ordinal);
        if (facts.Count > 0)
        {
            await foreach (Trial trial in run.Trials(cancellationToken).ConfigureAwait(false))
            {
                if (!facts.Remove(index.KeyOf(trial.Key), out int i)) continue;
                exchanges.Add((SampledExchange.Of(trial, index.Facts[i], options.LongestText), index.Facts[i]));
                prompts.TryAdd(trial.Key.PromptId, trial.Exchange.Prompt);
                if (facts.Count == 0) break;
            }
        }

        return new ExchangeSample(InOrder(exchanges, run), prompts, CellsOf(index, exchanges), SampleCounts.Of(index, chosen), index.Facts.Count, options.Trials ? "trials.jsonl" : "in the store of the run");
    }

    // The order of the plan, not of the answers: those come in the order of the calls.
    private static SampledExchange[] InOrder(List<(SampledExchange Exchange, ExchangeFact Fact)> exchanges, ReportedRun run)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Prompt prompt in run.Plan.Prompts) places.TryAdd(prompt.Id, places.Count);
        return [.. exchanges.Select(static chosen => chosen.Exchange)
            .OrderBy(static exchange => exchange.Rank)
            .ThenBy(exchange => places.GetValueOrDefault(exchange.Key.PromptId, int.MaxValue))
            .ThenBy(static exchange => exchange.Key.PromptId, StringComparer.Ordinal)
            .ThenBy(static exchange => exchange.Key.TargetId, StringComparer.Ordinal)
            .ThenBy(static exchange => exchange.Key.Sample)];
    }

    private static CellSample[] CellsOf(ExchangeIndex index, List<(SampledExchange Exchange, ExchangeFact Fact)> exchanges)
    {
        int[] total = new int[index.Cells.Count], taken = new int[index.Cells.Count];
        foreach (ExchangeFact fact in index.Facts) total[fact.Cell]++;
        foreach ((_, ExchangeFact fact) in exchanges) taken[fact.Cell]++;
        string[] targets = [.. index.Targets];
        return [.. index.Cells.Select((cell, i) => new CellSample(targets[cell.Target], cell.Language, cell.Topic, cell.Role, taken[i], total[i]))];
    }
}
