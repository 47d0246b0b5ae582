using System.Globalization;

namespace CensorshipEval.Corpora;

/// <summary>Finds in a file what a validator names: <c>KeyFacts[2].Statement[de]</c> is <c>keyFacts[2].statement.de</c>.</summary>
internal static class FieldPlaces
{
    /// <summary>The path in the file, and the line of the value or, if it is missing, of the innermost value around it that exists.</summary>
    public static (string? Path, int Line) Find(JsonValue root, string propertyPath)
    {
        JsonValue at = root;
        string? path = null;
        bool exists = true;
        foreach (string step in Steps(propertyPath))
        {
            if (exists && TryStep(at, step, out JsonValue next))
            {
                at = next;
                path = at.Path;
                continue;
            }

            exists = false;
            path = IsIndex(step) ? $"{path}[{step}]" : JsonPath.Combine(path, step);
        }

        return (path, at.Line);
    }

    /// <summary>Whether one path is the other, or lies within it.</summary>
    public static bool AreRelated(string one, string other)
    {
        (string shorter, string longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return longer.StartsWith(shorter, StringComparison.Ordinal) && (longer.Length == shorter.Length || longer[shorter.Length] is '.' or '[');
    }

    private static IEnumerable<string> Steps(string propertyPath)
    {
        foreach (string part in propertyPath.Split('.', '[', ']'))
        {
            if (part.Length > 0) yield return char.ToLowerInvariant(part[0]) + part[1..];
        }
    }

    private static bool IsIndex(string step) => step.All(char.IsAsciiDigit);

    private static bool TryStep(JsonValue value, string step, out JsonValue next)
    {
        if (!IsIndex(step)) return value.TryGet(step, out next) || TryGetLanguage(value, step, out next);
        int left = int.Parse(step, CultureInfo.InvariantCulture);
        foreach (JsonValue child in value.Children())
        {
            next = child;
            if (left-- == 0) return true;
        }

        next = default;
        return false;
    }

    // The file may spell a language in another way: zh-CN for zh-Hans.
    private static bool TryGetLanguage(JsonValue value, string step, out JsonValue found)
    {
        foreach (JsonValue child in value.Children())
        {
            found = child;
            if (LanguageTag.TryParse(child.Name, out LanguageTag tag) && string.Equals(tag.Value, step, StringComparison.Ordinal)) return true;
        }

        found = default;
        return false;
    }
}
