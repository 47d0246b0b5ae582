using System.Globalization;
using System.Text;

namespace CensorshipEval.Detection;

/// <summary>The strings of a JSON answer as one text of paragraphs, escapes read, and where each stands in it.</summary>
internal static class JsonVoice
{
    private const string Break = "\n\n";

    /// <summary>Puts the strings that are not listed one behind the other.</summary>
    /// <param name="source">The answer.</param>
    /// <param name="json">Its strings.</param>
    /// <param name="ends">Takes, for each string of <paramref name="json"/>, where it ends in the text.</param>
    public static AnswerText Join(AnswerText source, JsonAnswer json, List<int> ends)
    {
        var text = new StringBuilder();
        var places = new List<int>();
        foreach (JsonString value in json.Strings)
        {
            if (!value.IsListed)
            {
                Append(json.Text, value, text, places);
                text.Append(Break);
                places.Add(value.End);
                places.Add(value.End);
            }

            ends.Add(text.Length);
        }

        // The last break stands where a quotation mark does, or behind the text where its end is missing.
        if (places.Count > 0)
        {
            text.Length -= Break.Length;
            places.RemoveRange(text.Length, Break.Length);
        }

        return source.Rewritten(text.ToString(), [.. places]);
    }

    /// <summary>A string as its writer meant it.</summary>
    public static string Read(string source, JsonString value)
    {
        var text = new StringBuilder();
        Append(source, value, text, []);
        return text.ToString();
    }

    private static void Append(string source, JsonString value, StringBuilder text, List<int> places)
    {
        for (int i = value.Start; i < value.End;)
        {
            places.Add(i);
            if (source[i] is not '\\' || i + 1 >= value.End)
            {
                text.Append(source[i++]);
                continue;
            }

            char escaped = source[i + 1];
            if (escaped is 'u' && i + 6 <= value.End && ushort.TryParse(source.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                text.Append((char)unit);
                i += 6;
                continue;
            }

            text.Append(escaped switch { 'n' or 'r' => '\n', 't' => ' ', 'b' or 'f' => ' ', _ => escaped });
            i += 2;
        }
    }
}
