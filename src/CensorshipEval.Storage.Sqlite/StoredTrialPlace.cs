namespace CensorshipEval.Storage.Sqlite;

/// <summary>A trial key with row numbers for names.</summary>
internal readonly record struct StoredTrialPlace(StoredRun Run, long Target, long Prompt);
