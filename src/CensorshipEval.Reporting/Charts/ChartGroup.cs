namespace CensorshipEval.Reporting.Charts;

/// <summary>The same drawing for several models, upon the same scale.</summary>
internal sealed record ChartGroup
{
    /// <summary>Most models drawn; the tables have the rest.</summary>
    public const int MostFigures = 12;

    /// <summary>Its name within the page: lower case and hyphens.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>How to read it.</summary>
    public required string Reading { get; init; }

    /// <summary>What its colours and marks mean.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    public required IReadOnlyList<ChartFigure> Figures { get; init; }

    /// <summary>Whether a drawing wants the whole width.</summary>
    public bool IsWide { get; init; }

    /// <summary>What is not drawn; empty for nothing.</summary>
    public string Note { get; init; } = "";
}
