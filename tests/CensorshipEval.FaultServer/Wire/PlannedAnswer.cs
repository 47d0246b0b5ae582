using Microsoft.Extensions.AI;

namespace CensorshipEval.Faults.Wire;

/// <summary>An answer as a model means it, before it has the form of the wire.</summary>
internal sealed class PlannedAnswer
{
    private const int LongestPiece = 40;

    /// <summary>The text that is streamed, in pieces.</summary>
    public List<string> Pieces { get; } = [];

    /// <summary>What is put in its place in the end; <see langword="null"/> when it stands.</summary>
    public string? Replacement { get; private set; }

    /// <summary>The finish reason as OpenAI spells it.</summary>
    public string Finish { get; set; } = "stop";

    /// <summary>The host blocked the request: nothing was generated.</summary>
    public bool IsInputBlocked => Finish is "content_filter" && Pieces.Count == 0;

    /// <summary>Takes what a model gives.</summary>
    public void Add(ChatResponseUpdate update)
    {
        if (update.FinishReason is { } reason) Finish = reason.Value;
        if (update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool replaces) && replaces) Replacement = update.Text;
        else if (update.Text is { Length: > 0 } text) AddText(text);
    }

    private void AddText(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = Math.Min(start + LongestPiece, text.Length);
            // Half of a character is no text.
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end++;
            Pieces.Add(text[start..end]);
            start = end;
        }
    }
}
