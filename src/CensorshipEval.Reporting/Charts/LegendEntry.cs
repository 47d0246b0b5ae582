namespace CensorshipEval.Reporting.Charts;

/// <summary>A mark or colour and what it means.</summary>
/// <param name="Mark">Name of the swatch, a class of the style sheet: <c>heat-3</c>, <c>signal-1</c>, <c>dot</c>.</param>
/// <param name="Text">What it means.</param>
internal sealed record LegendEntry(string Mark, string Text);
