namespace CensorshipEval.Reporting;

/// <summary>How far a report is.</summary>
/// <param name="File">The file that is being written, as a path below the folder.</param>
/// <param name="Trials">Trials that were written to it; 0 for files that hold none.</param>
/// <param name="Of">Trials that there are.</param>
public readonly record struct ReportProgress(string File, long Trials, long Of);
