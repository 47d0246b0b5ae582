using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>
/// The update without text that follows a stream, or goes before it. It names no message: so it begins none, and what it holds becomes the response's own where
/// updates are put together. Where a stream gave nothing at all it is left out: whatever comes first becomes a message.
/// </summary>
internal static class LastUpdate
{
    public static ChatResponseUpdate Of(GuardedAnswer? answer, params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var attached = new AdditionalPropertiesDictionary();
        foreach ((string name, object? value) in properties)
        {
            if (value is not null) attached[name] = value;
        }

        return new ChatResponseUpdate { ResponseId = answer?.ResponseId, ModelId = answer?.ModelId, AdditionalProperties = attached };
    }
}
