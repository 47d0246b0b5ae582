namespace CensorshipEval.Detection;

/// <summary>The scripts that tell languages apart. Values are stored in the model file.</summary>
internal enum WritingSystem : byte
{
    /// <summary>Not a letter.</summary>
    None,
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Devanagari,
    Thai,
    Hangul,
    Kana,
    Han,

    /// <summary>Letters of any other script.</summary>
    Other,

    /// <summary>Says nothing and separates nothing: soft hyphens, joiners, vowel points of Arabic and Hebrew.</summary>
    Invisible,
}
