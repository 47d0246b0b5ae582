namespace CensorshipEval.Testing;

/// <summary>An error inside an answer.</summary>
internal sealed record CassetteError
{
    public string? Code { get; init; }

    public required string Message { get; init; }
}
