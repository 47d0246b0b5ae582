using System.Buffers;
using System.Text.Json;

namespace CensorshipEval.Faults.Wire;

/// <summary>What a request for a chat completion asks.</summary>
/// <param name="Model">The model.</param>
/// <param name="Prompt">The last message of the user.</param>
/// <param name="Stream">Whether the answer is to be streamed.</param>
/// <param name="Usage">Whether a streamed answer is to end with its usage.</param>
internal readonly record struct WireRequest(string Model, string Prompt, bool Stream, bool Usage)
{
    /// <exception cref="JsonException">It is no such request.</exception>
    public static WireRequest Read(ReadOnlySequence<byte> body)
    {
        string? model = null;
        string? prompt = null;
        bool stream = false;
        bool usage = false;
        var reader = new Utf8JsonReader(body);
        try
        {
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("model"u8)) model = ReadString(ref reader);
                else if (reader.ValueTextEquals("stream"u8)) stream = ReadTrue(ref reader);
                else if (reader.ValueTextEquals("stream_options"u8)) usage = ReadUsage(ref reader);
                else if (reader.ValueTextEquals("messages"u8)) prompt = ReadMessages(ref reader);
                else SkipValue(ref reader);
            }

            while (reader.Read())
            {
                // What stands behind the object makes it no JSON.
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A value of another kind than expected, or half of a character.", exception);
        }

        return model is null || prompt is null ? throw new JsonException("A model and a message of a user.") : new WireRequest(model, prompt, stream, usage);
    }

    private static string? ReadMessages(ref Utf8JsonReader reader)
    {
        string? prompt = null;
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
        {
            bool isUser = false;
            string? content = null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("role"u8))
                {
                    reader.Read();
                    isUser = reader.ValueTextEquals("user"u8);
                }
                else if (reader.ValueTextEquals("content"u8))
                {
                    content = ReadContent(ref reader);
                }
                else
                {
                    SkipValue(ref reader);
                }
            }

            if (isUser) prompt = content ?? prompt;
        }

        return prompt;
    }

    // A text, or parts of which those with a text count.
    private static string? ReadContent(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartArray) return reader.GetString();
        string text = "";
        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("text"u8)) text += ReadString(ref reader);
                else SkipValue(ref reader);
            }
        }

        return text;
    }

    private static bool ReadUsage(ref Utf8JsonReader reader)
    {
        bool usage = false;
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null) return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("include_usage"u8)) usage = ReadTrue(ref reader);
            else SkipValue(ref reader);
        }

        return usage;
    }

    private static bool ReadTrue(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType is JsonTokenType.True;

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw new JsonException($"Expected {type}.");
    }
}
