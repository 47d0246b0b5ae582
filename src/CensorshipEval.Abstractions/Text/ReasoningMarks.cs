namespace CensorshipEval;

/// <summary>How models mark their reasoning where a server passes it on as text.</summary>
internal static class ReasoningMarks
{
    /// <summary>
    /// What opens reasoning and what closes it. Words that an author may use as a tag of their own must be closed to count: an open one would hide a whole answer.
    /// </summary>
    public static readonly (string Open, string Close, bool MustClose)[] Pairs =
    [
        ("<think>", "</think>", false),
        ("<thinking>", "</thinking>", false),
        ("<seed:think>", "</seed:think>", false),
        ("[THINK]", "[/THINK]", false),
        ("◁think▷", "◁/think▷", false),
        ("<|START_THINKING|>", "<|END_THINKING|>", false),
        ("<|begin_of_thought|>", "<|end_of_thought|>", false),
        ("<|open|>think<|sep|>", "<|close|>think<|sep|>", false),
        ("<|channel>thought", "<channel|>", false),
        ("<thought>", "</thought>", true),
        ("<thoughts>", "</thoughts>", true),
        ("<reasoning>", "</reasoning>", true),
        ("<reflection>", "</reflection>", true),
        ("<scratchpad>", "</scratchpad>", true),
        ("<details type=\"reasoning\"", "</details>", true),
    ];

    /// <summary>What may wrap the answer behind reasoning.</summary>
    public static readonly (string Open, string Close)[] Wrappers =
    [
        ("<answer>", "</answer>"),
        ("<response>", "</response>"),
        ("<output>", "</output>"),
        ("<|START_RESPONSE|>", "<|END_RESPONSE|>"),
        ("<|begin_of_solution|>", "<|end_of_solution|>"),
    ];

    /// <summary>The channels of the harmony format, and what is left of them where special tokens were dropped.</summary>
    public static readonly (string Begin, string Final)[] Channels =
    [
        ("<|channel|>analysis", "<|channel|>final<|message|>"),
        ("<|channel|>commentary", "<|channel|>final<|message|>"),
        ("<|start|>assistant<|channel|>analysis", "<|channel|>final<|message|>"),
        ("<|channel|>final<|message|>", "<|channel|>final<|message|>"),
        ("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>"),
    ];

    /// <summary>What ends the last channel.</summary>
    public static readonly string[] Ends = ["<|return|>", "<|end|>", "<|endoftext|>"];
}
