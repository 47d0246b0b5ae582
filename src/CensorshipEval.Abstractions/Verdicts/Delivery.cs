namespace CensorshipEval;

/// <summary>Axis 1, an observed signal: did an answer arrive, and if not, where did it stop? Says nothing about why.</summary>
public enum Delivery
{
    /// <summary>Text arrived without a block signal. Not proof that the model's weights alone produced it.</summary>
    Delivered,

    /// <summary>A block signal came before any text.</summary>
    InputBlocked,

    /// <summary>A signal stopped the generation; what was shown stays.</summary>
    OutputBlocked,

    /// <summary>Text was shown, then withdrawn or replaced.</summary>
    Retracted,

    /// <summary>A well-formed answer without any text.</summary>
    EmptyStop,

    /// <summary>The length limit ended it.</summary>
    Truncated,

    /// <summary>The transport failed.</summary>
    TransportError,

    /// <summary>It ended for a reason this version does not know.</summary>
    Unknown,
}
