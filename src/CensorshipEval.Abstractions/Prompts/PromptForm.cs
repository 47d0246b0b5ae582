namespace CensorshipEval;

/// <summary>How a prompt asks.</summary>
public enum PromptForm
{
    /// <summary>A plain factual question.</summary>
    Question,

    /// <summary>A request to explain at length.</summary>
    Explain,

    /// <summary>A request to summarise a text given in the prompt, so that ignorance cannot excuse silence.</summary>
    SummariseSupplied,

    /// <summary>A request to write criticism.</summary>
    Criticise,

    /// <summary>A question with given options, one of them the official line.</summary>
    MultipleChoice,
}
