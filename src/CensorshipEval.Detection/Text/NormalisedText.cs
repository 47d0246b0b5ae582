using System.Text;

namespace CensorshipEval.Detection;

/// <summary>
/// A stretch of text in the form in which phrases are compared: NFKC, lower case, plain quotes and apostrophes, single spaces,
/// nothing invisible. Remembers where each character came from, so that evidence points into the original.
/// </summary>
internal sealed class NormalisedText
{
    private readonly char[] _chars;
    private readonly int[] _origin;

    private NormalisedText(char[] chars, int[] origin, int length)
    {
        _chars = chars;
        _origin = origin;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>Place in the original text of the character at <paramref name="index"/>; at the end, the place behind the last one.</summary>
    public int Origin(int index) => _origin[index];

    /// <summary>Normalises <paramref name="length"/> code units of <paramref name="text"/> from <paramref name="start"/>.</summary>
    public static NormalisedText Create(string text, int start, int length)
    {
        var builder = new Builder(length);
        int end = start + length;
        for (int i = start; i < end;)
        {
            char c = text[i];
            if (c < 0x80)
            {
                builder.Add(char.ToLowerInvariant(c), i);
                i++;
                continue;
            }

            OperationStatus(text, i, end, out Rune rune, out int consumed);
            AddRune(builder, rune, text.AsSpan(i, consumed), i);
            i += consumed;
        }

        return builder.Build(end);
    }

    private static void OperationStatus(string text, int index, int end, out Rune rune, out int consumed)
    {
        // A lone surrogate becomes U+FFFD, one unit long.
        if (Rune.DecodeFromUtf16(text.AsSpan(index, end - index), out rune, out consumed) is not System.Buffers.OperationStatus.Done) consumed = 1;
    }

    private static void AddRune(Builder builder, Rune rune, ReadOnlySpan<char> original, int origin)
    {
        if (Invisible.Contains(rune.Value)) return;
        if (Typography.Plain(rune.Value) is var plain and not '\0')
        {
            builder.Add(plain, origin);
            return;
        }

        if (Invisible.IsCombining(rune.Value) && builder.TryCompose((char)rune.Value)) return;
        if (!Typography.HasCompatibilityForm(rune.Value))
        {
            foreach (char c in original) builder.Add(char.ToLowerInvariant(c), origin);
            return;
        }

        foreach (char c in rune.ToString().Normalize(NormalizationForm.FormKC)) builder.Add(char.ToLowerInvariant(c), origin);
    }

    private sealed class Builder(int capacity)
    {
        private char[] _chars = new char[capacity + 1];
        private int[] _origin = new int[capacity + 1];
        private int _length;

        public void Add(char c, int origin)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (_length == 0 || _chars[_length - 1] == ' ') return;
                c = ' ';
            }

            if (_length + 1 >= _chars.Length)
            {
                Array.Resize(ref _chars, _chars.Length * 2);
                Array.Resize(ref _origin, _origin.Length * 2);
            }

            _chars[_length] = c;
            _origin[_length++] = origin;
        }

        /// <summary>Joins a combining mark with the letter before it where one character exists for both.</summary>
        public bool TryCompose(char mark)
        {
            if (_length == 0 || char.IsSurrogate(_chars[_length - 1])) return false;
            string composed = string.Create(2, (_chars[_length - 1], mark), static (span, pair) => (span[0], span[1]) = pair).Normalize(NormalizationForm.FormC);
            if (composed.Length != 1) return false;
            _chars[_length - 1] = composed[0];
            return true;
        }

        public NormalisedText Build(int end)
        {
            _origin[_length] = end;
            return new NormalisedText(_chars, _origin, _length);
        }
    }
}
