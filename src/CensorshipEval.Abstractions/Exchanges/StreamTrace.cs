namespace CensorshipEval;

/// <summary>What was streamed, against which the text that finally stood is compared: only this shows a retraction.</summary>
public sealed record StreamTrace
{
    /// <summary>All text that was streamed, in order, whatever became of it later; empty when nothing was generated.</summary>
    public required string Text { get; init; }

    /// <summary>The updates in order, where they were recorded one by one; empty otherwise.</summary>
    public IReadOnlyList<StreamUpdate> Updates { get; init; } = [];
}
