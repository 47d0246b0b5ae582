namespace CensorshipEval.Detection;

/// <summary>The reasoning that came with an answer, in a field of its own or before the answer in its text.</summary>
internal static class ExposedReasoning
{
    /// <summary>The reasoning, empty where its place came empty; <see langword="null"/> where the model showed none.</summary>
    public static (string Text, EvidenceSource Source, int Start)? Of(Exchange exchange)
    {
        if (exchange.Reasoning is { } own) return (own, EvidenceSource.Reasoning, 0);
        if (ReasoningPreamble.Split(exchange.Text).Reasoning is not { } inText) return null;
        // Where marks stand within it, its parts stand elsewhere in the text than next to each other.
        int start = inText.Length == 0 ? 0 : exchange.Text.IndexOf(inText, StringComparison.Ordinal);
        return (inText, EvidenceSource.Text, start);
    }
}
