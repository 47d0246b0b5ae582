using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CensorshipEval.Reporting;

/// <summary>Reads the values of a file of a bundle, line by line.</summary>
internal static class BundleLines
{
    // Far above what any answer has; whatever says that it has more is no answer.
    private const int LongestLine = 256 << 20;

    public static async IAsyncEnumerable<T> ReadAsync<T>(BundleArchive archive, EvidenceFile file, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using VerifiedEntryStream stream = archive.Open(file);
        byte[] buffer = new byte[1 << 16];
        int length = 0;
        int line = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= LongestLine) throw archive.Error(file.Name, "a longer line", $"at most {BundleArchive.Bytes(LongestLine)} a line", line + 1);
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int searched = length;
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0) break;
            length += read;
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', searched, length - searched)) >= 0; searched = start = end + 1)
                yield return Read(archive, file.Name, buffer.AsSpan(start..end), ++line, type);
            buffer.AsSpan(start, length - start).CopyTo(buffer);
            length -= start;
        }

        if (length > 0) throw archive.Error(file.Name, "a line without an end", "a line break behind every line", line + 1);
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="InputException">It is no such value.</exception>
    public static T Read<T>(BundleArchive archive, string entry, ReadOnlySpan<byte> json, int? line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (type != (object)EvidenceJson.Lines.Exchange && type != (object)EvidenceJson.Lines.Attempt) RefuseNulls(json);
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException or NotSupportedException)
        {
            string? field = (exception as JsonException)?.Path is { } path ? VisibleText.Of(path.Length <= 100 ? path : path[..100]) : null;
            throw archive.Error(entry, "something else", $"a value of an evidence bundle ({typeof(T).Name})", line, field);
        }
    }

    // No list of a bundle holds nothing, and whoever reads one does not expect it. Metadata may; exchanges hold no other lists.
    private static void RefuseNulls(ReadOnlySpan<byte> json)
    {
        var lists = new Stack<bool>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000 });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) lists.Push(reader.TokenType is JsonTokenType.StartArray);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) lists.Pop();
            else if (reader.TokenType is JsonTokenType.Null && lists.TryPeek(out bool inList) && inList) throw new JsonException("A list holds null.");
        }
    }
}
