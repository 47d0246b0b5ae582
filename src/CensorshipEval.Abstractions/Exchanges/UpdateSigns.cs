using Microsoft.Extensions.AI;

namespace CensorshipEval;

/// <summary>What an update of a stream is, before anybody reads its text.</summary>
internal static class UpdateSigns
{
    /// <summary>Whether it says nothing but that the server is still there.</summary>
    public static bool IsKeepAlive(this ChatResponseUpdate update) =>
        update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.KeepAlive, out bool alive) && alive;
}
