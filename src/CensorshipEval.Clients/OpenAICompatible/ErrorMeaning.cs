namespace CensorshipEval.Clients;

/// <summary>What an error means for the call and for those behind it.</summary>
internal enum ErrorMeaning
{
    /// <summary>A failure that says no more than that.</summary>
    Other,

    /// <summary>Content was blocked.</summary>
    Block,

    /// <summary>The prompt is too long for the model, which concerns this prompt alone.</summary>
    PromptTooLong,

    /// <summary>Calls come too fast.</summary>
    TooFast,

    /// <summary>Every further call would meet it.</summary>
    Final,
}
