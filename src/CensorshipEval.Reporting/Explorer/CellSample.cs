namespace CensorshipEval.Reporting;

/// <summary>How many exchanges of a cell the page holds.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Language">The language of the prompts.</param>
/// <param name="Topic">Their topic; <see langword="null"/> where none is stated.</param>
/// <param name="Role">Their role; <see langword="null"/> where none is stated.</param>
/// <param name="Taken">Exchanges in the page.</param>
/// <param name="Total">Exchanges of the run.</param>
internal sealed record CellSample(string TargetId, LanguageTag Language, string? Topic, PromptRole? Role, int Taken, int Total);
