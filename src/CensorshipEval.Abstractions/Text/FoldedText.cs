using System.Text;

namespace CensorshipEval;

/// <summary>
/// A text made ready for comparison: NFKC, case folded, invisible characters dropped, runs of white space one space, typographic
/// apostrophes and hyphens plain, unpaired surrogates U+FFFD. Every place in it leads back to the original text.
/// </summary>
internal sealed class FoldedText
{
    private char[] _folded = [];
    private int[] _starts = [];
    private bool _mapped; // false while every code unit came from the one at its own index
    private int _length;

    /// <summary>Code units of the original.</summary>
    public int OriginalLength { get; private set; }

    /// <summary>The folded text.</summary>
    public ReadOnlySpan<char> Span => _folded.AsSpan(0, _length);

    /// <summary>Folds a text in time linear in its length.</summary>
    public static FoldedText Of(ReadOnlySpan<char> text)
    {
        var folded = new FoldedText();
        folded.Fold(text);
        return folded;
    }

    /// <summary>Folds another text into the same memory, in time linear in its length.</summary>
    public void Fold(ReadOnlySpan<char> text)
    {
        OriginalLength = text.Length;
        _length = 0;
        _mapped = false;
        if (_folded.Length < text.Length) _folded = new char[text.Length];
        FoldingTable table = FoldingTable.Instance;
        for (int i = 0; i < text.Length;)
        {
            i += AppendRun(table.Alone, text[i..], i);
            if (i < text.Length) i += AppendSpecial(table, text[i..], i);
        }
    }

    /// <summary>Where a part of the folded text stands in the original, in UTF-16 code units.</summary>
    public (int Start, int Length) Original(int start, int length)
    {
        if (!_mapped) return (start, length);
        int first = _starts[start];
        int last = _starts[start + length - 1];
        int next = start + length;
        while (next < _length && _starts[next] == last) next++; // the rest of a ligature belongs to it
        int end = next < _length ? _starts[next] : OriginalLength;
        return (first, end - first);
    }

    /// <summary>How many characters of the folded text begin before a place of the original.</summary>
    public int CountBefore(int place)
    {
        if (!_mapped) return Math.Min(place, _length);
        int found = _starts.AsSpan(0, _length).BinarySearch(place);
        if (found < 0) return ~found;
        while (found > 0 && _starts[found - 1] == place) found--;
        return found;
    }

    /// <summary>Appends what is one character whatever stands before it, as far as there is room, and returns how much that was.</summary>
    private int AppendRun(ReadOnlySpan<char> alone, ReadOnlySpan<char> rest, int at)
    {
        Span<char> room = _folded.AsSpan(_length);
        if (rest.Length > room.Length) rest = rest[..room.Length];
        char before = _length > 0 ? _folded[_length - 1] : '\0';
        int count = 0;
        for (bool special = false; !special && count < rest.Length;)
        {
            if (AsciiBlock.TryFold(rest[count..], room[count..], before))
            {
                count += AsciiBlock.Length;
                before = room[count - 1];
                continue;
            }

            for (int end = Math.Min(rest.Length, count + AsciiBlock.Length); count < end; count++)
            {
                char folded = alone[rest[count]];
                // Asked in this order: where a space stands the processor cannot foretell, that two are the same is seldom so.
                special = folded is '\0' || (folded == before && folded is ' ');
                if (special) break;
                room[count] = before = folded;
            }
        }

        if (_mapped) MapRun(at, count);
        _length += count;
        return count;
    }

    private void MapRun(int at, int count)
    {
        if (_starts.Length < _length + count) Array.Resize(ref _starts, _folded.Length);
        Span<int> starts = _starts.AsSpan(_length, count);
        for (int i = 0; i < starts.Length; i++) starts[i] = at + i;
    }

    private int AppendSpecial(FoldingTable table, ReadOnlySpan<char> rest, int at)
    {
        if (char.IsWhiteSpace(rest[0]))
        {
            if (_length > 0 && _folded[_length - 1] == ' ')
                MapFromHere();
            else
                Append(' ', at);
            return 1;
        }

        // An unpaired surrogate decodes as U+FFFD.
        Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed);
        if (table.Map(rune) is { } mapped)
        {
            if (mapped.Length != consumed) MapFromHere();
            foreach (char c in mapped) AppendComposing(table, c, at);
        }
        else
        {
            Span<char> lower = stackalloc char[2];
            int units = Rune.ToLowerInvariant(rune).EncodeToUtf16(lower);
            if (units != consumed) MapFromHere();
            foreach (char c in lower[..units]) AppendComposing(table, c, at);
        }

        return consumed;
    }

    private void AppendComposing(FoldingTable table, char c, int at)
    {
        if (_length > 0 && table.TryCompose(_folded[_length - 1], c, out char composed))
        {
            MapFromHere();
            _folded[_length - 1] = composed;
        }
        else
        {
            Append(c, at);
        }
    }

    private void Append(char c, int at)
    {
        if (_length == _folded.Length) Array.Resize(ref _folded, Math.Max(16, _length * 2));
        if (_mapped)
        {
            if (_length >= _starts.Length) Array.Resize(ref _starts, _folded.Length);
            _starts[_length] = at;
        }

        _folded[_length++] = c;
    }

    private void MapFromHere()
    {
        if (_mapped) return;
        _mapped = true;
        if (_starts.Length < _folded.Length) _starts = new int[_folded.Length];
        for (int i = 0; i < _length; i++) _starts[i] = i;
    }
}
