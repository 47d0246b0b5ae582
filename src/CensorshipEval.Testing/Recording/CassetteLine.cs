namespace CensorshipEval.Testing;

/// <summary>One recorded answer.</summary>
internal sealed record CassetteLine
{
    /// <summary>Hash of the request.</summary>
    public required string Key { get; init; }

    /// <summary>Which of several answers to it, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Which samples of the same request above this line it takes the place of; not in a file that is sorted.</summary>
    public IReadOnlyList<int>? InPlaceOf { get; init; }

    public required CassetteRequest Request { get; init; }

    public required IReadOnlyList<CassetteUpdate> Updates { get; init; }
}
