using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>How a heat table is drawn.</summary>
public sealed record HeatTableOptions
{
    /// <summary>What the rows are. Default <see cref="HeatRows.Automatic"/>.</summary>
    public HeatRows Rows { get; init; }

    /// <summary>Columns of the terminal, 30 to 10,000; where all languages do not fit side by side, they stand in several blocks. Default 100.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The colours to draw. Default none: the same table without escape sequences.</summary>
    public TerminalColors Colors { get; init; }

    /// <summary>Whether the terminal is bright: more is then darker, else brighter. Default <see langword="false"/>.</summary>
    public bool LightBackground { get; init; }

    /// <summary>
    /// What should have been found, such as the planted rates of simulated models: shown in brackets beside what was. Default <see langword="null"/>, nothing.
    /// </summary>
    public RunAnalysis? Expected { get; init; }

    /// <summary>The word for it in titles and legend. Default <c>expected</c>.</summary>
    public string ExpectedName { get; init; } = "expected";

    /// <summary>Whether the censorship index is shown beside the rates, where there are analogues. Default <see langword="true"/>.</summary>
    public bool ShowIndex { get; init; } = true;

    /// <summary>Whether a legend stands below. Default <see langword="true"/>.</summary>
    public bool ShowLegend { get; init; } = true;
}
