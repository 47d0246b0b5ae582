using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>Looks at an update as the reader of a stream does.</summary>
internal static class UpdateSign
{
    public static UpdateSigns Of(ChatResponseUpdate? update, out int characters)
    {
        characters = 0;
        if (update is null) return UpdateSigns.None;
        if (update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.KeepAlive, out bool isAlive) && isAlive) return UpdateSigns.None;
        UpdateSigns signs = update.FinishReason is null ? UpdateSigns.None : UpdateSigns.End;
        IList<AIContent> contents = update.Contents;
        for (int i = 0; i < contents.Count; i++)
        {
            int length = contents[i] switch
            {
                TextContent { Text: { } text } when !string.IsNullOrWhiteSpace(text) => text.Length,
                ErrorContent { ErrorCode: { } code, Message: { } words } when code.Equals(ResponseSignals.RefusalErrorCode, StringComparison.OrdinalIgnoreCase) => words.Length,
                _ => 0,
            };
            characters += length;
            signs |= contents[i] switch
            {
                _ when length > 0 => UpdateSigns.Text,
                null or TextContent or UsageContent => UpdateSigns.None,
                TextReasoningContent thought => string.IsNullOrWhiteSpace(thought.Text) ? UpdateSigns.None : UpdateSigns.Reasoning,
                ErrorContent => UpdateSigns.End,
                _ => UpdateSigns.Other,
            };
        }

        return signs;
    }
}
