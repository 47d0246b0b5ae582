using CensorshipEval.Targets;

namespace CensorshipEval.Samples.Audit;

/// <summary>Which live models are to be asked, and at what cost.</summary>
internal sealed record LiveOptions
{
    /// <summary>A targets file; <see langword="null"/> when an endpoint is named, or neither.</summary>
    public string? TargetsFile { get; init; }

    /// <summary>The targets that the options name; <see langword="null"/> when a file is named, or neither.</summary>
    public TargetSet? Targets { get; init; }

    public decimal? MaxCost { get; init; }

    /// <summary>How often each of a few prompts is repeated through the run; 0 for none, <see langword="null"/> for the default.</summary>
    public int? Sentinels { get; init; }

    public bool Yes { get; init; }

    /// <summary>The command line that names them again.</summary>
    public IReadOnlyList<(string Option, string? Value)> Arguments { get; init; } = [];

    public bool AreGiven => TargetsFile is not null || Targets is not null;
}
