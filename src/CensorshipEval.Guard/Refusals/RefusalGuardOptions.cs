using CensorshipEval.Clients;

namespace CensorshipEval.Guard;

/// <summary>How a guard judges and tells.</summary>
public sealed class RefusalGuardOptions
{
    /// <summary>
    /// Longest time to wait for a detector that does not answer at once, such as one that asks another model; above 0 and at most 10 minutes. Default 2 s.
    /// After it the answer is passed on without a verdict. The default detector answers at once.
    /// </summary>
    public TimeSpan DetectionTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Longest time to wait for <see cref="OnRefusal"/>; above 0 and at most 10 minutes. Default 10 s. After it the handler's token is cancelled, a failure is counted, and the
    /// answer is passed on.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether requests and answers become part of events and logs, and messages of exceptions part of logs, since they may quote either. Default no: they
    /// may hold personal data, and that a person asked something may itself be dangerous to them.
    /// </summary>
    public bool RecordContent { get; set; }

    /// <summary>
    /// Whether <see cref="OnRefusal"/> is given the request and the answer (<see cref="RefusalNotice.Exchange"/>). Default no. Telemetry has neither by this:
    /// what the handler does with them is the app's own doing.
    /// </summary>
    public bool ShowContentToHandler { get; set; }

    /// <summary>Models that the metrics of one guard tell apart, 1 to 10,000; all others count as <c>other</c>. Default 50.</summary>
    public int MaxModels { get; set; } = 50;

    /// <summary>
    /// Called when an answer was refused or blocked, before the answer is passed on, or the last update of its stream. What it throws is logged and
    /// counted, and breaks nothing. Its token is cancelled after <see cref="HandlerTimeout"/>, and not when the caller cancels. Default nothing. Not part of a configuration.
    /// </summary>
    public Func<RefusalNotice, CancellationToken, ValueTask>? OnRefusal { get; set; }

    /// <summary>
    /// Tells whether an exception of the client is a block: gives the error of it, or <see langword="null"/> where it is none. The exception passes unchanged either way; of a
    /// block the guard tells as of any other. By default blocks are known by the status (400, 403, 451) that an exception or its cause states,
    /// as a property or at the beginning of a line of its message as SDKs write it, together with a code or words of a content filter: those of OpenAI and Azure OpenAI are
    /// seen so. An error whose code the detector does not know is none to it: give <c>content_filter</c> as the code. Not part of a configuration.
    /// </summary>
    /// <remarks>To keep the default and add to it: <c>var known = options.BlockOf; options.BlockOf = exception => known(exception) ?? Mine(exception);</c></remarks>
    public Func<Exception, ExchangeError?> BlockOf { get; set; } = BlockExceptions.Find;

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(RefusalGuardOptions));
        errors.CheckWait(DetectionTimeout, nameof(DetectionTimeout));
        errors.CheckWait(HandlerTimeout, nameof(HandlerTimeout));
        errors.Check(MaxModels is >= 1 and <= 10_000, nameof(MaxModels), MaxModels, "1 to 10,000");
        errors.Check(BlockOf is not null, nameof(BlockOf), null, "a function; one that gives null sees no block");
        return errors.All;
    }
}
