using System.Globalization;
using System.Net;
using System.Text;

namespace CensorshipEval.Clients;

/// <summary>A key, and how it is kept out of everything that is told on: some servers quote the key that they are sent.</summary>
internal sealed class ApiKeySecret
{
    public const string Shown = "[key]";

    private const int LongestCut = 3;

    private readonly string? _key;

    public ApiKeySecret(string? key) => _key = string.IsNullOrEmpty(key) ? null : key;

    /// <summary>Whether the key is taken out of answers too. A short or plain word stands in for a key where a server wants none, and means itself in an answer.</summary>
    public bool IsSecret => _key is { Length: >= 8 } key && !(key.Length < 20 && key.All(char.IsAsciiLetter));

    /// <summary>The key where it is to be kept out of answers; empty otherwise.</summary>
    public string InAnswers => IsSecret ? _key! : "";

    /// <summary>A part of an answer: text, model, finish reason, ids.</summary>
    public string? FromAnswer(string? text) => text is not null && IsSecret ? text.Replace(_key!, Shown, StringComparison.Ordinal) : text;

    /// <summary>A provider's words about an error: there most of a key is the key too, in any case.</summary>
    public string FromError(string text)
    {
        if (_key is null) return text;
        return IsSecret ? KeyTraces.Replace(text, _key, Shown) : text.Replace(_key, Shown, StringComparison.Ordinal);
    }

    /// <summary>Text that was not parsed, in which the key may stand escaped: broken JSON, JSON in JSON, a page.</summary>
    public string FromRaw(string text)
    {
        if (_key is null) return text;
        string plain = text;
        for (int i = 0; i < LongestCut; i++)
        {
            string next = WebUtility.HtmlDecode(Unescape(plain));
            if (next == plain) break;
            plain = next;
            string clean = FromError(plain);
            if (clean != plain) return clean;
        }

        return FromError(text);
    }

    /// <summary>An exception as a cause of another; <see langword="null"/> when it quotes the key.</summary>
    public Exception? FromCause(Exception? cause) => cause?.ToString() is { } told && FromError(told) != told ? null : cause;

    private static string Unescape(string text)
    {
        int at = text.IndexOf('\\', StringComparison.Ordinal);
        if (at < 0) return text;
        var plain = new StringBuilder(text.Length);
        plain.Append(text, 0, at);
        for (; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
            }
            else if (text[at + 1] == 'u' && at + 5 < text.Length &&
                ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                plain.Append((char)code);
                at += 5;
            }
            else
            {
                // Line breaks and the like stand in no key: whatever they become, they hide none.
                plain.Append(text[++at]);
            }
        }

        return plain.ToString();
    }
}
