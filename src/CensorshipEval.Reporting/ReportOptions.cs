namespace CensorshipEval.Reporting;

/// <summary>How reports are written.</summary>
public sealed record ReportOptions
{
    /// <summary>Title of the page and of the Markdown. Default: what the models, by their names, answer and what they refuse.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Most exchanges that the page holds to be read, 0 for none. Where there are more, blocks come first, then refusals of sensitive questions and
    /// disagreements up to two thirds; a fifth is plain answers to sensitive questions, drawn by the seed. All of them stand in <c>trials.jsonl</c>. Default 3,000.
    /// </summary>
    public int MaximumExchanges { get; init; } = 3_000;

    /// <summary>Most UTF-8 bytes that the texts of these exchanges take in the page, at least 100,000. Default 8,000,000.</summary>
    public int MaximumExchangeBytes { get; init; } = 8_000_000;

    /// <summary>Most UTF-16 units of one text in the page, at least 200; the page says where one was cut. Default 20,000.</summary>
    public int LongestText { get; init; } = 20_000;

    /// <summary>
    /// Whether a folder holds <c>trials.csv</c> and <c>trials.jsonl</c>: every answer, with what was asked. Without them the folder may be passed on where answers may not be;
    /// what the page holds to be read is <see cref="MaximumExchanges"/>, and 0 leaves it out as well. Default yes.
    /// </summary>
    public bool Trials { get; init; } = true;

    /// <summary>The command that makes this report again, as it is to be printed; <see langword="null"/> for none.</summary>
    public string? Command { get; init; }

    /// <summary>The clock for the day on the page. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
