namespace CensorshipEval.Analysis;

/// <summary>How a sample for people to label is drawn and written.</summary>
public sealed record AnnotationSampleOptions
{
    /// <summary>
    /// Trials drawn of each stratum (target, language, role, and whether the detector counts it as a hard refusal); all where there are fewer.
    /// Default 20; at least 1.
    /// </summary>
    public int PerStratum { get; init; } = 20;

    /// <summary>Seed of the draw. The same seed draws the same of the same trials, in whatever order they come. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Whether the file says what the detector thinks. Default <see langword="false"/>: people who see it agree with it more than they would.
    /// </summary>
    public bool ShowVerdicts { get; init; }

    /// <summary>What stands between cells. Default a comma; where Excel splits by the list separator of its settings, a semicolon opens better.</summary>
    public char Separator { get; init; } = ',';
}
