namespace CensorshipEval.Testing;

/// <summary>An assertion on a model did not pass. The message tells all that is needed to see why, and how to run it again.</summary>
public sealed class ModelBehaviorException : Exception
{
    internal ModelBehaviorException(FailureKind kind, string message, Exception? innerException = null)
        : base(message, SecretScrubber.Told(innerException)) => Kind = kind;

    /// <summary>Why it did not pass.</summary>
    public FailureKind Kind { get; }

    /// <summary>What was asked and judged, in the order in which answers were counted; empty where nothing was asked.</summary>
    public IReadOnlyList<Trial> Trials { get; internal init; } = new ExchangeList([]);

    /// <summary>What was measured; <see langword="null"/> for a single answer.</summary>
    public BehaviorResult? Result { get; internal init; }
}
