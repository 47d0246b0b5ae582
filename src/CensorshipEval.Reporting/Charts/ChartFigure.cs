using System.Text.Json.Nodes;

namespace CensorshipEval.Reporting.Charts;

/// <summary>One drawing.</summary>
/// <param name="Title">What it is of, such as a model; empty where the group's title says it.</param>
/// <param name="Summary">Its main result in words: what a screen reader says.</param>
/// <param name="Specification">The Vega-Lite specification, data included.</param>
/// <param name="Table">The same numbers as a table.</param>
internal sealed record ChartFigure(string Title, string Summary, JsonObject Specification, ChartTable Table);
