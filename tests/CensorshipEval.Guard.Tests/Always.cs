namespace CensorshipEval.Guard.Tests;

/// <summary>What no app should say.</summary>
internal static class Always
{
    public static ValueTask<bool> Yes(FallbackRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(true);
}
