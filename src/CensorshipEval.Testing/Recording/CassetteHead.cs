namespace CensorshipEval.Testing;

/// <summary>The first line: what the file is.</summary>
internal sealed record CassetteHead
{
    public const string Name = "censorshipeval";
    public const int Known = 1;

    public static CassetteHead Own { get; } = new() { Cassette = Name, Version = Known };

    public string? Cassette { get; init; }

    public int? Version { get; init; }
}
