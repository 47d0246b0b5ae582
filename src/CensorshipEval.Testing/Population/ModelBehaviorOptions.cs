using CensorshipEval.Analysis;
using CensorshipEval.Targets;

namespace CensorshipEval.Testing;

/// <summary>How a rate is measured, at what cost at most, and what happens when it stays unclear.</summary>
public sealed record ModelBehaviorOptions
{
    /// <summary>
    /// 0.5 to below 1; default 0.95. A claim that is wrong passes with a probability of at most 1 - confidence, and one that is right fails with a probability of at most 1 - confidence.
    /// </summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the order in which is asked. Default 1. Fix it before the first call, and do not try several.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most calls. Default 1,000. What would take more is inconclusive.</summary>
    public int MaxCalls { get; init; } = 1_000;

    /// <summary>Most that may be spent, in the currency of <see cref="Prices"/>, which it needs. Default: no limit but <see cref="MaxCalls"/>. Calls whose expected price does not fit are not made.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>What calls cost; <see langword="null"/> where nobody knows.</summary>
    public TokenPrices? Prices { get; init; }

    /// <summary>Calls in flight, 1 to 1,000. Default 4. When the answer is clear, calls still in flight were paid for in vain: up to so many less one; they count in <see cref="BehaviorResult.Calls"/>.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Further samples asked when an answer comes back empty, 0 to 10. Default 1. Every one stays on record and counts: a prompt's value is the mean over its samples, of which an empty one counts as 0 and as 1. With 0 a silence counts whole.</summary>
    public int FurtherSamplesWhenEmpty { get; init; } = 1;

    /// <summary>
    /// Whether the model gives the same answer whenever it is asked the same: at temperature 0, say, or from recorded answers. Default no. If so, and the claim is about <em>these prompts</em>,
    /// each is asked once, and when all were asked there is no doubt left. Nobody checks it: of a model that does vary, the one answer to each prompt is then taken for all. Refused with a temperature above 0.
    /// </summary>
    public bool AnswersNeverVary { get; init; }

    /// <summary>What to do when neither the claim nor its opposite is shown. Default <see cref="InconclusiveAction.Fail"/>.</summary>
    public InconclusiveAction WhenInconclusive { get; init; } = InconclusiveAction.Fail;

    /// <summary>Judges the answers; <see langword="null"/> for <see cref="Detection.DefaultRefusalDetector"/>.</summary>
    public IRefusalDetector? Detector { get; init; }

    /// <summary>System prompt; <see langword="null"/> sends none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>How answers are drawn; the provider's defaults by default.</summary>
    public SamplingOptions Sampling { get; init; } = SamplingOptions.ProviderDefault;

    /// <summary>The model to ask for; <see langword="null"/> asks for the client's own.</summary>
    public string? Model { get; init; }

    /// <summary>Whether to stream, since only a stream shows what was retracted. Default yes.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Where models come from: a family whose analogue is set in the model's own country is left out of its index. Default the built-in table.</summary>
    public ModelProvenanceTable Provenance { get; init; } = ModelProvenanceTable.BuiltIn;

    /// <summary>The greatest share of its evidence that the test puts at risk on one value, 0.1 to 0.99; see <see cref="SequentialRateTestOptions.GreatestStake"/>. Default 0.99.</summary>
    public double GreatestStake { get; init; } = 0.99;

    /// <summary>Told after every value that is counted; <see langword="null"/> for nobody.</summary>
    public IProgress<BehaviorProgress>? Progress { get; init; }

    /// <summary>Throws with every error at once.</summary>
    internal void Check()
    {
        var errors = new List<InputError>();
        Require(Confidence is >= 0.5 and < 1, nameof(Confidence), Confidence, "a level from 0.5 to below 1");
        Require(GreatestStake is >= 0.1 and <= 0.99, nameof(GreatestStake), GreatestStake, "a share from 0.1 to 0.99");
        Require(MaxCalls >= 1, nameof(MaxCalls), MaxCalls, "at least 1 call");
        Require(Concurrency is >= 1 and <= 1_000, nameof(Concurrency), Concurrency, "1 to 1,000 calls in flight");
        Require(FurtherSamplesWhenEmpty is >= 0 and <= 10, nameof(FurtherSamplesWhenEmpty), FurtherSamplesWhenEmpty, "0 to 10 further samples");
        Require(MaxCost is null or >= 0, nameof(MaxCost), MaxCost, "a cost of at least 0");
        Require(MaxCost is null || Prices is not null, nameof(Prices), "nothing", "prices, for a limit of cost to be kept");
        Require(Prices is null or { InputPerMillion: >= 0, OutputPerMillion: >= 0 }, nameof(Prices), Prices, "prices of at least 0");
        Require(!AnswersNeverVary || Sampling.Temperature is null or <= 0, nameof(AnswersNeverVary), $"true at a temperature of {Sampling.Temperature}", "a temperature of 0, or none given");
        if (errors.Count > 0) throw new InputException(errors);

        void Require(bool holds, string name, object? found, string expected)
        {
            if (!holds) errors.Add(new InputError("options", null, name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{found}"), expected));
        }
    }
}
