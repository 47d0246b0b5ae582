namespace CensorshipEval;

/// <summary>What makes a trial unique; every store enforces it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TargetId">Which target was asked.</param>
/// <param name="PromptId">What it was asked.</param>
/// <param name="Sample">Which of the repeated askings, from 0.</param>
public readonly record struct TrialKey(string RunId, string TargetId, string PromptId, int Sample)
{
    /// <summary>The key in one line: <c>target/prompt#sample</c>.</summary>
    public override string ToString() => string.Create(null, $"{TargetId}/{PromptId}#{Sample}");
}
