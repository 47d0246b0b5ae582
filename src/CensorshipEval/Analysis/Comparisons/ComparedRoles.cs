namespace CensorshipEval.Analysis;

/// <summary>Which prompts a comparison looks at.</summary>
public enum ComparedRoles
{
    /// <summary>Sensitive minus analogue on each side: a difference of indices.</summary>
    Index,

    /// <summary>Sensitive prompts alone.</summary>
    Sensitive,

    /// <summary>Analogues alone.</summary>
    Analogue,

    /// <summary>Benign prompts alone.</summary>
    Benign,

    /// <summary>Every prompt, paired within its role: for prompts that have no analogue.</summary>
    All,
}
