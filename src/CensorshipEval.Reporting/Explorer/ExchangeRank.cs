namespace CensorshipEval.Reporting;

/// <summary>The order in which exchanges of a cell are chosen, and listed.</summary>
internal enum ExchangeRank : byte
{
    /// <summary>Blocked, or shown and withdrawn.</summary>
    Blocked,

    /// <summary>Refused in the text.</summary>
    Refused,

    /// <summary>Something disagrees: see <see cref="ExchangeNote"/>.</summary>
    Disagreeing,

    /// <summary>Nothing is known.</summary>
    Missing,

    /// <summary>Answered.</summary>
    Plain,
}
