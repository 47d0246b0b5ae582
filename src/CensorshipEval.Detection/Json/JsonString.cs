namespace CensorshipEval.Detection;

/// <summary>A string value of a JSON text.</summary>
/// <param name="Key">The name of the member it is under, or the nearest around it; empty at the root.</param>
/// <param name="Start">Where its content begins, behind the quotation mark.</param>
/// <param name="End">Where its content ends, escapes and all.</param>
/// <param name="IsListed">Whether it is one of several of its kind: an element, or in an element, of an array of more than one.</param>
/// <param name="IsError">Whether it is under a member that is called an error.</param>
internal readonly record struct JsonString(string Key, int Start, int End, bool IsListed, bool IsError);
