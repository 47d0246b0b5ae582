namespace CensorshipEval.Reporting;

/// <summary>Why an exchange is worth a second look; the explorer says it in words, by these numbers.</summary>
[Flags]
internal enum ExchangeNote
{
    None = 0,

    /// <summary>The samples of this prompt do not agree whether it is refused.</summary>
    SamplesDisagree = 1,

    /// <summary>The detector was near its limit, or against its own probability.</summary>
    LowMargin = 2,

    /// <summary>The verdict says answered, and a content measure says that not much was answered; or the other way about.</summary>
    AgainstMeasures = 4,

    /// <summary>Most of the answer is in another language than the prompt.</summary>
    OtherLanguage = 8,

    /// <summary>Answered in part, or beside the question.</summary>
    NotWholly = 16,
}
