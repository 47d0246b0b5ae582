namespace CensorshipEval;

/// <summary>Where the wording of a prompt in its language comes from. Reports say so, since a language gap may be a translation gap.</summary>
public enum TranslationStatus
{
    /// <summary>Not stated by the prompt's author.</summary>
    Unstated,

    /// <summary>Written in this language.</summary>
    Original,

    /// <summary>Translated by a machine; no person has verified it.</summary>
    Machine,

    /// <summary>Translated, and verified by a person.</summary>
    Verified,
}
