namespace CensorshipEval;

/// <summary>Why a verdict or measurement says what it says: a rule, and the place it was met.</summary>
/// <param name="Source">Which part of the exchange.</param>
/// <param name="Start">First UTF-16 code unit, from 0.</param>
/// <param name="Length">Length in UTF-16 code units; 0 where the evidence is an absence.</param>
/// <param name="Rule">The rule that was met, such as <c>phrases/en/cannot-assist</c>.</param>
public readonly record struct EvidenceSpan(EvidenceSource Source, int Start, int Length, string Rule)
{
    /// <summary>The text at the span in that exchange; empty when it has none there.</summary>
    public string Quote(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string? text = Source switch
        {
            EvidenceSource.Text => exchange.Text,
            EvidenceSource.Streamed => exchange.Stream?.Text,
            EvidenceSource.Reasoning => exchange.Reasoning,
            EvidenceSource.FinishReason => exchange.FinishReason,
            EvidenceSource.Error => exchange.Error?.Code ?? exchange.Error?.Message,
            _ => null,
        };
        return text is null || Start < 0 || Length < 0 || Start > text.Length - Length ? "" : text.Substring(Start, Length);
    }
}
