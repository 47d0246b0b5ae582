namespace CensorshipEval.Clients;

/// <summary>Tells counts of tokens that one call can have used from those that it cannot.</summary>
internal static class TokenCounts
{
    private const long Most = 100_000_000;

    /// <summary>The count; <see langword="null"/> when it is negative or above what any call uses.</summary>
    public static long? Sensible(long? tokens) => tokens is >= 0 and <= Most ? tokens : null;
}
