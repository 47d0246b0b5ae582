namespace CensorshipEval.Clients;

/// <summary>Knows a stream of events when it sees one.</summary>
internal static class EventStream
{
    /// <summary>Whether a body that was announced as something else is a stream of events all the same.</summary>
    public static bool IsOne(string body)
    {
        ReadOnlySpan<char> start = body.AsSpan().TrimStart("\uFEFF\r\n");
        return start.StartsWith("data:", StringComparison.Ordinal) || start.StartsWith("event:", StringComparison.Ordinal) ||
            start.StartsWith("id:", StringComparison.Ordinal) || start.StartsWith(":", StringComparison.Ordinal);
    }

    /// <summary>Whether the data of an event says that the stream is at its end.</summary>
    public static bool IsEnd(ReadOnlySpan<byte> data) => data.Trim((byte)' ').SequenceEqual("[DONE]"u8);
}
