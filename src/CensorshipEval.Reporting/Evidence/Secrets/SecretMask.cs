using System.Text;
using System.Text.RegularExpressions;

namespace CensorshipEval.Reporting;

/// <summary>
/// Masks keys in text. What takes a key's place has its length, so that every evidence span and every length of a stream still fits, and is made of letters, so that
/// what stood around it is not joined to a word that means something.
/// </summary>
/// <param name="secrets">Keys that are known.</param>
/// <param name="mask">What takes the place of a key of so many characters, and must have as many; <see langword="null"/> for words of our own.</param>
internal sealed class SecretMask(IReadOnlyList<string> secrets, Func<int, string>? mask = null)
{
    private const string Word = "[removed";

    private readonly Func<int, string> _mask = mask ?? Mask;
    private readonly string[] _secrets = [.. secrets.Select(static secret => secret.Trim()).OrderByDescending(static secret => secret.Length)];

    /// <summary>The keys that were named.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>What people and models wrote: only what can hardly be anything but a key is masked.</summary>
    public string Text(string text, ref long found) => Shapes(Named(text, ref found), SecretShapes.InText, ref found);

    /// <summary>What a provider told, such as the message of an error: there numbers of requests, accounts and organisations are masked too.</summary>
    public string Told(string text, ref long found) => Shapes(Named(text, ref found), SecretShapes.InMessages, ref found);

    /// <summary>What is kept beside source code, for everybody to read: there what stands behind the name of a key is masked too, and numbers and addresses that a test may be about are not.</summary>
    public string Recorded(string text, ref long found) => Shapes(Named(text, ref found), SecretShapes.InRecordings, ref found);

    /// <summary>The same for a piece of such a text.</summary>
    public string RecordedPiece(string text, ref long found) => Shapes(Named(text, ref found), SecretShapes.InPieces, ref found);

    private string Named(string text, ref long found)
    {
        foreach (string secret in _secrets)
        {
            if (!text.Contains(secret, StringComparison.OrdinalIgnoreCase)) continue;
            string before = text;
            text = before.Replace(secret, _mask(secret.Length), StringComparison.OrdinalIgnoreCase);
            found++;
        }

        return text;
    }

    private string Shapes(string text, IReadOnlyList<SecretShape> shapes, ref long found)
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
                    return new StringBuilder(match.Value).Remove(key.Index - match.Index, key.Length).Insert(key.Index - match.Index, _mask(key.Length)).ToString();
                });
                found += hidden;
            }
            catch (RegexMatchTimeoutException)
            {
                // What cannot be looked through is not told on.
                found++;
                return _mask(text.Length);
            }
        }

        return text;
    }

    private static string Mask(int length) => length <= Word.Length ? new string('x', length) : string.Concat(Word, new string('x', length - Word.Length - 1), "]");
}
