using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting;

/// <summary>How many exchanges of each kind the page holds, of how many of the run, and that in words.</summary>
internal sealed record SampleCounts
{
    private int Others { get; init; }

    private bool HasSensitive { get; init; }

    /// <summary>What was blocked, or shown and withdrawn, whatever was asked.</summary>
    public required Kind Blocks { get; init; }

    /// <summary>Refusals of sensitive questions.</summary>
    public required Kind Refusals { get; init; }

    /// <summary>Disagreements about sensitive questions.</summary>
    public required Kind Disagreements { get; init; }

    /// <summary>Plain answers to sensitive questions.</summary>
    public required Kind Plain { get; init; }

    /// <summary>Stands after "refusals"; empty where the run calls no question sensitive.</summary>
    public string OfSensitive => HasSensitive ? " of sensitive questions" : "";

    /// <summary>Stands after "disagreements".</summary>
    public string OnSensitive => HasSensitive ? " about sensitive questions" : "";

    /// <summary>Stands after "plain answers".</summary>
    public string ToSensitive => HasSensitive ? " to sensitive questions" : "";

    /// <summary>The counts, for a sentence.</summary>
    public string Words
    {
        get
        {
            var kinds = new List<string>();
            Add(Blocks, "blocked or withdrawn answer", "blocked or withdrawn answers", "");
            Add(Refusals, "refusal", "refusals", OfSensitive);
            Add(Disagreements, "disagreement", "disagreements", OnSensitive);
            Add(Plain, "plain answer", "plain answers", ToSensitive);
            if (Others > 0) kinds.Add(Shown.Counted(Others, "other"));
            return Shown.Listed(kinds);

            void Add(Kind kind, string one, string many, string about)
            {
                if (kind.Total == 0) return;
                kinds.Add((kind.Taken == kind.Total ? kind.Total == 1 ? $"the only {one}" : $"all {Shown.Count(kind.Total)} {many}" : $"{Shown.Count(kind.Taken)} of {Shown.Counted(kind.Total, one, many)}") + about);
            }
        }
    }

    /// <summary>Why some of them are there: sentences that end with a space, or nothing.</summary>
    public string Reasons
    {
        get
        {
            string plain = Plain.Taken > 0 && Plain.Taken < Plain.Total ? "Plain answers were drawn by chance, for those who doubt the detector. " : "";
            string others = Others > 0 && HasSensitive ? "The others are the analogues of these questions first. " : "";
            return plain + others;
        }
    }

    /// <summary>Counts what was chosen.</summary>
    public static SampleCounts Of(ExchangeIndex index, IReadOnlyCollection<int> chosen)
    {
        ILookup<ExchangeRank?, ExchangeFact> all = index.Facts.ToLookup(KindOf), taken = chosen.Select(i => index.Facts[i]).ToLookup(KindOf);
        return new SampleCounts
        {
            HasSensitive = index.HasSensitive, Others = taken[null].Count(),
            Blocks = Count(ExchangeRank.Blocked), Refusals = Count(ExchangeRank.Refused), Disagreements = Count(ExchangeRank.Disagreeing), Plain = Count(ExchangeRank.Plain),
        };

        Kind Count(ExchangeRank rank) => new(taken[rank].Count(), all[rank].Count());

        ExchangeRank? KindOf(ExchangeFact fact) => fact.Rank is ExchangeRank.Blocked || (fact.Rank is not ExchangeRank.Missing && index.IsSensitive(fact)) ? fact.Rank : null;
    }

    /// <summary>Exchanges of a kind.</summary>
    /// <param name="Taken">In the page.</param>
    /// <param name="Total">In the run.</param>
    internal readonly record struct Kind(int Taken, int Total);
}
