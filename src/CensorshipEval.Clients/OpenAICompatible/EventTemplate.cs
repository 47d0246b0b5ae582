using System.Text.Json;

namespace CensorshipEval.Clients;

/// <summary>
/// Reads the events of a stream that differ from the last one in their piece of text alone, which most do: what stands around the text is compared
/// as bytes, and neither parsed nor looked through again.
/// </summary>
internal sealed class EventTemplate
{
    // A stream whose every event differs elsewhere too is not worth the trying.
    private const int MostInVain = 8;

    private byte[] _around = [];
    private int _before; // length of what stands before the text, its opening quotation mark included
    private int _inVain;

    private bool IsKnown => _around.Length > 0;

    /// <summary>The text of an event that is otherwise the one that was learned last, byte by byte.</summary>
    /// <exception cref="JsonException">The text is no JSON, so the event is none either.</exception>
    public bool TryRead(ReadOnlySpan<byte> json, out string text)
    {
        text = "";
        if (!IsKnown || json.Length < _around.Length || !json.StartsWith(_around.AsSpan(.._before)) || !json.EndsWith(_around.AsSpan(_before..))) return false;
        ReadOnlySpan<byte> quoted = json[(_before - 1)..^(_around.Length - _before - 1)];
        var reader = new Utf8JsonReader(quoted);
        // A text that ends early has other fields behind it.
        if (!reader.Read() || reader.TokenType is not JsonTokenType.String || reader.BytesConsumed != quoted.Length) return false;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which takes a closer look.
            return false;
        }

        _inVain = 0;
        return true;
    }

    /// <summary>Learns from an event that is JSON and was read in full: the next is compared with this one or, when it tells more than a text, with none.</summary>
    public void Learn(ReadOnlySpan<byte> json)
    {
        Forget();
        if (_inVain == MostInVain || !TryFindText(json, out int start, out int end)) return;
        _inVain++;
        _around = [.. json[..start], .. json[end..]];
        _before = start;
    }

    /// <summary>Compares the next event with none.</summary>
    public void Forget() => _around = [];

    // Strict: whatever could mean something beside the text makes the event one of its own.
    private static bool TryFindText(ReadOnlySpan<byte> json, out int start, out int end)
    {
        start = end = 0;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool choices = reader.ValueTextEquals("choices"u8);
            bool error = reader.ValueTextEquals("error"u8);
            reader.Read();
            if (choices ? start > 0 || !TryFindInChoices(ref reader, out start, out end)
                : error ? reader.TokenType is not JsonTokenType.Null
                : reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return false;
        }

        return start > 0;
    }

    private static bool TryFindInChoices(ref Utf8JsonReader reader, out int start, out int end)
    {
        start = end = 0;
        if (reader.TokenType is not JsonTokenType.StartArray || !reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool delta = reader.ValueTextEquals("delta"u8);
            reader.Read();
            if (delta ? start > 0 || !TryFindInDelta(ref reader, out start, out end) : reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null)) return false;
        }

        return start > 0 && reader.Read() && reader.TokenType is JsonTokenType.EndArray;
    }

    private static bool TryFindInDelta(ref Utf8JsonReader reader, out int start, out int end)
    {
        start = end = 0;
        if (reader.TokenType is not JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool content = reader.ValueTextEquals("content"u8);
            bool role = reader.ValueTextEquals("role"u8);
            reader.Read();
            if (content)
            {
                if (start > 0 || reader.TokenType is not JsonTokenType.String) return false;
                start = (int)reader.TokenStartIndex + 1;
                end = (int)reader.BytesConsumed - 1;
            }
            else if (reader.TokenType is not JsonTokenType.Null && !(role && reader.TokenType is JsonTokenType.String))
            {
                return false;
            }
        }

        return start > 0;
    }
}
