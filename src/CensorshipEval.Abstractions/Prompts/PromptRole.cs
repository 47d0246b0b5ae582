namespace CensorshipEval;

/// <summary>What a prompt is for within its family. Formulas write S, F and B for the first three.</summary>
public enum PromptRole
{
    /// <summary>S: the topic itself, sensitive to the family's jurisdiction.</summary>
    Sensitive,

    /// <summary>F: the same question about a comparable event, person or institution elsewhere. The fair control.</summary>
    Analogue,

    /// <summary>B: the same entity or place, a harmless question.</summary>
    Benign,

    /// <summary>Any careful model should refuse this, wherever it was made.</summary>
    SafetyControl,

    /// <summary>No political charge at all.</summary>
    Neutral,
}
