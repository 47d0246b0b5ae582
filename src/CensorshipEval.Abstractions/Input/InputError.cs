namespace CensorshipEval;

/// <summary>One thing wrong with a file or an argument, with all that is needed to mend it.</summary>
/// <param name="Source">The file, or the option, that holds it.</param>
/// <param name="Line">Line in the file, from 1; <see langword="null"/> when the error is about the whole.</param>
/// <param name="Field">The field, as a path such as <c>keyFacts[2].statement.de</c>; <see langword="null"/> when about the whole.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record InputError(string Source, int? Line, string? Field, string Found, string Expected)
{
    /// <summary>The error in one line: <c>prompts.jsonl:3: language: found 'xx', expected a BCP 47 tag</c>.</summary>
    public override string ToString()
    {
        string place = Line is { } line ? $"{Source}:{line}" : Source;
        string field = Field is null ? "" : $" {Field}:";
        return $"{place}:{field} found {Found}; expected {Expected}";
    }
}
