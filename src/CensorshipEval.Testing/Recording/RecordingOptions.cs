using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>How answers are recorded and replayed.</summary>
public sealed record RecordingOptions
{
    /// <summary>Name of the environment variable: <c>1</c> records, <c>missing</c> records what is missing, anything else and nothing replays.</summary>
    public const string EnvironmentVariable = "CENSORSHIPEVAL_RECORD";

    /// <summary>What to do; <see langword="null"/> (the default) goes by <see cref="EnvironmentVariable"/>.</summary>
    public RecordingMode? Mode { get; init; }

    /// <summary>Texts of four characters or more that must not get into the file, such as an API key, in whatever case. What looks like a key is taken out anyway. Default none.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Name of the model that requests without one go to, which is part of what tells recordings apart. Default: what the client says, if there is one.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// A name for what of a request cannot be read, such as what a <see cref="ChatOptions.RawRepresentationFactory"/> sets and contents or values of types of your own: it is part of what tells
    /// recordings apart, and must be another wherever they are. Requests that differ only in what is taken out as a secret need one each as well, or the same where they are to share an answer.
    /// <see langword="null"/> for a request that needs none. Default none: a request that needs one fails. It stands in the file, so it must hold no secret.
    /// </summary>
    public Func<IReadOnlyList<ChatMessage>, ChatOptions?, string?>? RequestName { get; init; }

    internal static RecordingMode OfEnvironment() => Environment.GetEnvironmentVariable(EnvironmentVariable)?.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" or "ALL" => RecordingMode.Record,
        "MISSING" => RecordingMode.RecordMissing,
        _ => RecordingMode.Replay,
    };
}
