namespace CensorshipEval.Detection;

/// <summary>The opening of a text while it is rewritten in place, never to more than it was; each code unit knows where it came from.</summary>
internal sealed class Rewriting
{
    private readonly char[] _chars;
    private readonly int[] _places;
    private int _length;

    public Rewriting(ReadOnlySpan<char> text)
    {
        _chars = text.ToArray();
        _places = new int[text.Length];
        for (int i = 0; i < _places.Length; i++) _places[i] = i;
        _length = text.Length;
    }

    /// <summary>The text as it stands by now.</summary>
    public Span<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Where each code unit came from.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _length);

    /// <summary>Whether anything was changed.</summary>
    public bool Changed { get; set; }

    /// <summary>Begins to write the text anew from its beginning: what is not written with <see cref="Write"/> is dropped.</summary>
    public void Restart() => _length = 0;

    /// <summary>Writes a code unit that came from <paramref name="place"/>. Never more than were read.</summary>
    public void Write(char c, int place)
    {
        _chars[_length] = c;
        _places[_length++] = place;
    }
}
