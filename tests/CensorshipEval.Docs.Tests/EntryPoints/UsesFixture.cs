namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>Samples read and snippets compiled once for all tests.</summary>
public sealed class UsesFixture
{
    internal PublicSurface Surface { get; } = new();

    internal Uses Uses { get; } = Uses.OfSamplesAndSnippets(CancellationToken.None);
}
