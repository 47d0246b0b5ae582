namespace CensorshipEval.Reporting;

/// <summary>How far a report is.</summary>
/// <param name="File">The file that is being written, as a path below the folder.</param>
/// <param name="Trials">Trials that were written to it; 0 for files that hold none.</param>
/// <param name="Of">Trials that there are.</param>
public readonly record struct ReportProgress(string File, long Trials, long Of)
{
    /// <summary>Title of the section of the page that is being written; <see langword="null"/> in other files.</summary>
    public string? Section { get; init; }

    /// <summary>Whether the file is not written but deleted: an older report in the folder had it, and this one has not.</summary>
    public bool IsRemoved { get; init; }
}
