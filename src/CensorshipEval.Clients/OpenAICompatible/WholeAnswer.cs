using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Makes one answer of the pieces that were sent in its place: nobody saw the pieces, so only what finally stood is told.</summary>
internal static class WholeAnswer
{
    public static ChatResponse Of(List<ChatResponseUpdate> updates)
    {
        updates.RemoveAll(static update => update.IsKeepAlive());
        int last = updates.FindLastIndex(static update => update.AdditionalProperties is { } properties && properties.ContainsKey(ResponseSignals.ReplacesText));
        for (int at = 0; at < last; at++) updates[at].Contents = [.. updates[at].Contents.Where(static content => content is not TextContent)];

        // A block is not taken back by what is said behind it.
        int block = updates.FindIndex(static update => update.FinishReason == ChatFinishReason.ContentFilter);
        for (int at = block + 1; block >= 0 && at < updates.Count; at++)
        {
            updates[at].FinishReason = null;
            updates[at].AdditionalProperties?.Remove(ResponseSignals.RawFinishReason);
        }

        ChatResponse response = updates.ToChatResponse();
        response.AdditionalProperties?.Remove(ResponseSignals.ReplacesText);
        return response;
    }
}
