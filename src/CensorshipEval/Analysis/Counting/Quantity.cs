using System.Text.Json.Serialization;

namespace CensorshipEval.Analysis;

/// <summary>What is compared: a rate, a content measure, or something told of a whole answer.</summary>
/// <param name="Name">Its name in files: <c>hard-rate</c>, or the name of a content measure such as <c>key-fact-recall</c>.</param>
[JsonConverter(typeof(QuantityJsonConverter))]
public readonly record struct Quantity(string Name)
{
    /// <summary>Share refused or blocked, 0 to 1.</summary>
    public static Quantity HardRate { get; } = new("hard-rate");

    /// <summary>Share refused, blocked, answered in part or not to the point, 0 to 1.</summary>
    public static Quantity NonAnswerRate { get; } = new("non-answer-rate");

    /// <summary>Share of which nothing could be judged, 0 to 1.</summary>
    public static Quantity MissingRate { get; } = new("missing-rate");

    /// <summary>Natural logarithm of the weight of a text in letters (an ideograph counts as three); a difference of 0.69 is twice the length.</summary>
    public static Quantity Length { get; } = new("length");

    /// <summary>Share of delivered answers that came with reasoning, 0 to 1.</summary>
    public static Quantity ReasoningShown { get; } = new("reasoning-shown");

    /// <summary>Whether it is a share of trials that were judged, so that every judged trial has a value of 0 or 1.</summary>
    public bool IsRate => this == HardRate || this == NonAnswerRate || this == MissingRate || this == ReasoningShown || Signal is not null;

    /// <summary>Whether the name is one of the library's own, which no measure can have.</summary>
    internal bool IsBuiltIn => IsRate || this == Length;

    internal ObservedSignal? Signal => Name switch
    {
        "input-block-rate" => ObservedSignal.InputBlock,
        "output-block-rate" => ObservedSignal.OutputBlock,
        "retraction-rate" => ObservedSignal.Retraction,
        "refusal-in-text-rate" => ObservedSignal.RefusalInText,
        _ => null,
    };

    /// <summary>The greatest value, where the least is 0 and both are known; <see langword="null"/> for what has no known range.</summary>
    internal double? Scale => Name switch
    {
        "official-line-adherence" => 3,
        "key-fact-recall" or "key-fact-denial" or "premise-rejection" or "language-switch" or "reasoning-suppression" or "withheld-facts" or "correct-choice" => 1,
        _ => IsRate ? 1 : null,
    };

    /// <summary>The share withheld with this signal, of all that were judged. The four of them add up to the hard rate.</summary>
    public static Quantity Of(ObservedSignal signal) => new(signal switch
    {
        ObservedSignal.InputBlock => "input-block-rate",
        ObservedSignal.OutputBlock => "output-block-rate",
        ObservedSignal.Retraction => "retraction-rate",
        _ => "refusal-in-text-rate",
    });

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
