namespace CensorshipEval.Analysis;

/// <summary>Where the observed signal says that a withheld answer stopped. It does not say who stopped it.</summary>
public enum ObservedSignal
{
    /// <summary>A block before any text.</summary>
    InputBlock,

    /// <summary>A block within the text.</summary>
    OutputBlock,

    /// <summary>Text was shown, then withdrawn or replaced.</summary>
    Retraction,

    /// <summary>The text itself declines.</summary>
    RefusalInText,
}
