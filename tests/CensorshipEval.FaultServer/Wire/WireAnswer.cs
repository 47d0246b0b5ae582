using System.Globalization;
using System.Text;

namespace CensorshipEval.Faults.Wire;

/// <summary>An answer in the form of the wire, whole and as a stream's events, all but its id: made once, sent any number of times.</summary>
internal sealed class WireAnswer
{
    /// <summary>Where the sixteen digits of the id stand in a whole answer; in an event they stand so much further as <see cref="EventStart"/> is long.</summary>
    public const int IdPlace = 16;

    public const string Placeholder = "chatcmpl-0000000000000000";

    private readonly byte[] _bytes;
    private readonly int[] _ends;

    public WireAnswer(int status, byte[] whole, byte[] events, int[] ends, int textPieces)
    {
        Status = status;
        Whole = whole;
        _bytes = events;
        _ends = ends;
        TextPieces = textPieces;
    }

    public static ReadOnlySpan<byte> EventStart => "data: "u8;

    public static ReadOnlySpan<byte> Done => "data: [DONE]\n\n"u8;

    /// <summary>HTTP status; where it is no success there are no events.</summary>
    public int Status { get; }

    public byte[] Whole { get; }

    /// <summary>The events but the last, which is <see cref="Done"/>: the opening, the text, what replaces it, the finish, the usage.</summary>
    public int EventCount => _ends.Length;

    /// <summary>How many events behind the first hold text.</summary>
    public int TextPieces { get; }

    public ReadOnlySpan<byte> Event(int index) => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    /// <summary>Writes the digits of an id over those of the placeholder.</summary>
    public static void SetId(Span<byte> sent, bool isEvent, ulong id) =>
        id.TryFormat(sent.Slice(IdPlace + (isEvent ? EventStart.Length : 0), 16), out _, "x16", CultureInfo.InvariantCulture);

    public override string ToString() => Encoding.UTF8.GetString(Whole);
}
