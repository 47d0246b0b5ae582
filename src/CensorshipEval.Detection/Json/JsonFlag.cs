namespace CensorshipEval.Detection;

/// <summary>A member of a JSON text whose value is no string.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Start">Where its value begins.</param>
/// <param name="Length">How long its value is.</param>
internal readonly record struct JsonFlag(string Key, int Start, int Length);
