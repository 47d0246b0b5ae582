using CensorshipEval.Clients;

namespace CensorshipEval.Guard;

/// <summary>How long the opening of a stream is held back, and what a fallback may use.</summary>
public sealed class RefusalFallbackOptions
{
    /// <summary>
    /// The model that the other client is asked for, in place of the request's; <see langword="null"/> for that client's own. Default <see langword="null"/>.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>Characters of a streamed answer, reasoning not counted, after which its opening is judged and passed on; 20 to 100,000. Default 400. Of a shorter one only whole sentences count.</summary>
    public int MaxHeldCharacters { get; set; } = 400;

    /// <summary>Updates of a stream after which the same happens, counted from the first that shows something; 1 to 10,000. Default 200.</summary>
    public int MaxHeldUpdates { get; set; } = 200;

    /// <summary>
    /// Time since the first update that shows something (text, reasoning, a call), after which the same happens; above 0 and at most 10 minutes. Default 3 s. Models that show their reasoning need
    /// more: what they stream before they answer is held too. Of an opening that ends within a sentence then, what stands before that sentence is judged. As long is
    /// the reasoning of a fallback held before its answer.
    /// </summary>
    public TimeSpan MaxHeldTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest time to wait for a detector that does not answer at once; above 0 and at most 10 minutes. Default 2 s. After it there is no fallback.</summary>
    public TimeSpan DetectionTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Longest time to wait for the app to say whether a request is benign; above 0 and at most 10 minutes. Default 10 s. After it the predicate's token is cancelled, and its answer
    /// is a no (<see cref="FallbackOutcome.PredicateFailed"/>).
    /// </summary>
    public TimeSpan PredicateTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether messages of exceptions become part of logs: they may quote the request or the answer. Default no.</summary>
    public bool RecordContent { get; set; }

    /// <summary>Calls and cost that fallbacks may take, where no <see cref="FallbackBudget"/> is given. Default <see cref="FallbackBudgetOptions"/> as they are.</summary>
    public FallbackBudgetOptions Budget { get; set; } = new();

    /// <summary>
    /// Tells whether an exception of a model's client is a block: gives the error of it, or <see langword="null"/> where it is none. After a block of the first model
    /// the other may be asked; where it is not, or fails, the exception passes unchanged. Default: as <see cref="RefusalGuardOptions.BlockOf"/>. Not part of a configuration.
    /// </summary>
    public Func<Exception, ExchangeError?> BlockOf { get; set; } = BlockExceptions.Find;

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(RefusalFallbackOptions));
        errors.Check(Model is null || !string.IsNullOrWhiteSpace(Model), nameof(Model), Model, "a name, or nothing");
        errors.Check(MaxHeldCharacters is >= 20 and <= 100_000, nameof(MaxHeldCharacters), MaxHeldCharacters, "20 to 100,000");
        errors.Check(MaxHeldUpdates is >= 1 and <= 10_000, nameof(MaxHeldUpdates), MaxHeldUpdates, "1 to 10,000");
        errors.CheckWait(MaxHeldTime, nameof(MaxHeldTime));
        errors.CheckWait(DetectionTimeout, nameof(DetectionTimeout));
        errors.CheckWait(PredicateTimeout, nameof(PredicateTimeout));
        errors.Check(Budget is not null, nameof(Budget), null, "options");
        errors.Add(Budget?.Validate() ?? []);
        errors.Check(BlockOf is not null, nameof(BlockOf), null, "a function; one that gives null sees no block");
        return errors.All;
    }
}
