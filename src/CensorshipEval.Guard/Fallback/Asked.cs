using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>What one of the models gave: a response, a stream that has begun, or an exception that is a block.</summary>
internal sealed class Asked(FallbackCall call)
{
    public FallbackCall Call => call;

    public ChatResponse? Response { get; init; }

    public HeldStream? Stream { get; init; }

    /// <summary>What the client threw in a response's place; a stream throws its own when its turn comes.</summary>
    public ExceptionDispatchInfo? Thrown { get; init; }

    public GuardedAnswer? Answer { get; init; }

    /// <summary>The verdict on a response, or on the opening of a stream; <see langword="null"/> where there is none, or none yet.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Whether the other model gave it.</summary>
    public bool IsFallback { get; init; }
}
