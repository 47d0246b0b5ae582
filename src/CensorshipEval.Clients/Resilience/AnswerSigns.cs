using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Where in a stream the answer begins.</summary>
internal static class AnswerSigns
{
    /// <summary>Whether the answer has begun with it. Some clients open a stream with updates that hold nothing; what breaks behind those may be tried again.</summary>
    public static bool TellsSomething(this ChatResponseUpdate update)
    {
        if (update.FinishReason is not null) return true;
        foreach (AIContent content in update.Contents)
        {
            if (content is not (TextContent { Text: null or "" } or TextReasoningContent { Text: null or "" } or UsageContent)) return true;
        }

        return update.AdditionalProperties is { } properties && properties.ContainsKey(ResponseSignals.ReplacesText);
    }
}
