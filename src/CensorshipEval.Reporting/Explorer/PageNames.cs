namespace CensorshipEval.Reporting;

/// <summary>What the rows of the page's data share, each written once and referred to by its place.</summary>
internal sealed class PageNames
{
    /// <summary>Ids of targets.</summary>
    public NameTable Targets { get; } = new();

    /// <summary>Tags of languages.</summary>
    public NameTable Languages { get; } = new();

    /// <summary>Topics.</summary>
    public NameTable Topics { get; } = new();

    /// <summary>Codes of countries.</summary>
    public NameTable Countries { get; } = new();

    /// <summary>Ids of families.</summary>
    public NameTable Families { get; } = new();

    /// <summary>Ids of prompts.</summary>
    public NameTable Prompts { get; } = new();

    /// <summary>Detectors and measures, with their versions.</summary>
    public NameTable Components { get; } = new();

    /// <summary>Rules of evidence, and reasons why nothing was measured.</summary>
    public NameTable Words { get; } = new();
}
