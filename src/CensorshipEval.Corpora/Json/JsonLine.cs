namespace CensorshipEval.Corpora;

/// <summary>One line of a JSON Lines file.</summary>
/// <param name="Number">Line number, from 1, blank lines counted.</param>
/// <param name="Offset">Place of its first byte in the file, a byte order mark counted.</param>
/// <param name="Length">Length in bytes without the line ending.</param>
/// <param name="Record">The object; no value at all when there are errors.</param>
/// <param name="Errors">Why the line cannot be read; empty when it can.</param>
internal readonly record struct JsonLine(int Number, long Offset, int Length, JsonValue Record, IReadOnlyList<InputError> Errors);
