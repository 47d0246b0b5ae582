using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Tokens that an answer used.</summary>
internal sealed record CassetteUsage
{
    public long? Input { get; init; }

    public long? Output { get; init; }

    public long? Reasoning { get; init; }

    public static CassetteUsage Of(UsageDetails details) =>
        new() { Input = details.InputTokenCount, Output = details.OutputTokenCount, Reasoning = details.ReasoningTokenCount };

    public UsageDetails ToDetails() => new() { InputTokenCount = Input, OutputTokenCount = Output, ReasoningTokenCount = Reasoning };
}
