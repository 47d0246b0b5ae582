namespace CensorshipEval.Detection;

/// <summary>What a phrase is evidence of.</summary>
internal enum PhraseKind
{
    /// <summary>By itself a refusal, in the assistant's own voice near the beginning.</summary>
    Refusal,

    /// <summary>Only supports: "I'm sorry, but".</summary>
    Apology,

    /// <summary>Only supports: "as a language model".</summary>
    Identity,

    /// <summary>Changes the subject; counts when little else is said.</summary>
    Deflection,

    /// <summary>Only supports: offers further help, or sends the reader elsewhere. Ordinary answers end so too.</summary>
    Courtesy,

    /// <summary>A service's stock notice that it withheld something.</summary>
    BlockNotice,

    /// <summary>Only supports, and names a reason.</summary>
    PolicyReason,

    /// <summary>An answer follows after all.</summary>
    Continuation,

    /// <summary>A look-alike; cancels any match that it overlaps.</summary>
    NotRefusal,

    /// <summary>An inability about current data or tools; no refusal.</summary>
    Limitation,
}
