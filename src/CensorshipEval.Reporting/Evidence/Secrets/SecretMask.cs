using System.Text;
using System.Text.RegularExpressions;

namespace CensorshipEval.Reporting;

/// <summary>
/// Masks keys in text. What takes a key's place has its length, so that every evidence span and every length of a stream still fits, and is made of letters, so that
/// what stood around it is not joined to a word that means something.
/// </summary>
internal sealed class SecretMask(IReadOnlyList<string> secrets)
{
    private const string Word = "[removed";

    private readonly string[] _secrets = [.. secrets.Select(static secret => secret.Trim()).OrderByDescending(static secret => secret.Length)];

    /// <summary>The keys that were named.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>What people and models wrote: only what can hardly be anything but a key is masked.</summary>
    public string Text(string text, ref long found) => Shapes(Named(text, ref found), SecretShapes.InText, ref found);

    /// <summary>What a provider told, such as the message of an error: there numbers of requests, accounts and organisations are masked too.</summary>
    public string Told(string text, ref long found) => Shapes(Named(text, ref found), SecretShapes.InMessages, ref found);

    private string Named(string text, ref long found)
    {
        foreach (string secret in _secrets)
        {
            if (!text.Contains(secret, StringComparison.OrdinalIgnoreCase)) continue;
            string before = text;
            text = before.Replace(secret, Mask(secret.Length), StringComparison.OrdinalIgnoreCase);
            found++;
        }

        return text;
    }

    private static string Shapes(string text, IReadOnlyList<SecretShape> shapes, ref long found)
    {
        foreach (SecretShape shape in shapes)
        {
            if (!shape.MayStandIn(text)) continue;
            try
            {
                int hidden = 0;
                text = shape.Pattern.Replace(text, match =>
                {
                    Group key = match.Groups["key"];
                    if (!shape.IsKey(key.ValueSpan)) return match.Value;
                    hidden++;
                    return new StringBuilder(match.Value).Remove(key.Index - match.Index, key.Length).Insert(key.Index - match.Index, Mask(key.Length)).ToString();
                });
                found += hidden;
            }
            catch (RegexMatchTimeoutException)
            {
                // What cannot be looked through is not told on.
                found++;
                return Mask(text.Length);
            }
        }

        return text;
    }

    private static string Mask(int length) => length <= Word.Length ? new string('x', length) : string.Concat(Word, new string('x', length - Word.Length - 1), "]");
}
