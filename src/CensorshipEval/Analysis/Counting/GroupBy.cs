namespace CensorshipEval.Analysis;

/// <summary>What the trials of a group have in common; combine with <c>|</c>.</summary>
[Flags]
public enum GroupBy
{
    /// <summary>Nothing: one group of all trials.</summary>
    None = 0,

    /// <summary>The target.</summary>
    Target = 1,

    /// <summary>The model; several hosts of one together, however they write its name.</summary>
    Model = 2,

    /// <summary>The country of the model's publisher, as its provenance tells.</summary>
    Origin = 4,

    /// <summary>Whose authorities the prompts concern.</summary>
    Jurisdiction = 8,

    /// <summary>Topic of the prompts.</summary>
    Topic = 16,

    /// <summary>Language of the prompts.</summary>
    Language = 32,

    /// <summary>Role of the prompts.</summary>
    Role = 64,

    /// <summary>Form of the prompts.</summary>
    Form = 128,
}
