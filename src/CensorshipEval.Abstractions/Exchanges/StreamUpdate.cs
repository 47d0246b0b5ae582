namespace CensorshipEval;

/// <summary>One update of a streamed answer.</summary>
/// <param name="At">Time since the request was sent.</param>
/// <param name="Kind">What it did.</param>
/// <param name="Length">Length of its text in UTF-16 code units; the text itself stands in <see cref="StreamTrace.Text"/> or <see cref="Exchange.Text"/>.</param>
public readonly record struct StreamUpdate(TimeSpan At, StreamUpdateKind Kind, int Length);
