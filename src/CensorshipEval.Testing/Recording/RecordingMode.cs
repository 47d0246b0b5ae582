namespace CensorshipEval.Testing;

/// <summary>What a <see cref="RecordedChatClient"/> does with a request.</summary>
public enum RecordingMode
{
    /// <summary>Gives the recorded answer; where there is none, fails, and asks nobody.</summary>
    Replay,

    /// <summary>Asks the model and records its answer in place of earlier ones to the same request; asked for the same sample again, gives what it has recorded.</summary>
    Record,

    /// <summary>Gives the recorded answer; where there is none, asks the model and records it.</summary>
    RecordMissing,
}
