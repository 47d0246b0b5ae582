using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CensorshipEval.Testing;

/// <summary>Values of options as JSON, without secrets. The same values always give the same JSON.</summary>
internal static class CassetteValue
{
    private const int Deepest = 60;

    // As deep as the file is read.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = CassetteJsonContext.Deepest };

    /// <summary>The value under a name; <see langword="false"/> where it is of a type that nothing is known of.</summary>
    public static bool TryRead(string name, object? value, SecretScrubber secrets, out JsonElement read)
    {
        read = default;
        JsonNode? node;
        try
        {
            if (!TryRead(value, 0, out node)) return false;
        }
        catch (JsonException)
        {
            // Nested too deeply.
            return false;
        }

        read = Element(Clean(node, secrets, Hides(name, node, SecretNames.IsOption), SecretNames.IsOption));
        return true;
    }

    /// <summary>What somebody serialised, with every text in it cleaned as it was before.</summary>
    public static JsonElement Clean(JsonElement element, SecretScrubber secrets) => Element(Clean(Node(element), secrets, isSecret: false, isOption: null));

    private static JsonNode? Clean(JsonNode? node, SecretScrubber secrets, bool isSecret, Func<string, bool>? isOption)
    {
        switch (node)
        {
            case JsonObject all:
                var clean = new JsonObject();
                foreach ((string name, JsonNode? value) in all)
                {
                    clean[secrets.Clean(name)] = Clean(value, secrets, isSecret || Hides(name, value, isOption), isOption);
                }

                return clean;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Clean(item, secrets, isSecret, isOption))]);
            case { } when TextOf(node) is { } text:
                return JsonValue.Create(isSecret && !secrets.Keeps ? SecretScrubber.Shown : secrets.Clean(text));
            // Whether there is one is no secret.
            case { } when isSecret && !secrets.Keeps && node.GetValueKind() is JsonValueKind.Number:
                return JsonValue.Create(SecretScrubber.Shown);
            default:
                return node?.DeepClone();
        }
    }

    // A number is a secret under a name that says so; under others it may be how many.
    private static bool Hides(string name, JsonNode? value, Func<string, bool>? isOption)
    {
        if (SecretNames.IsUnmistakable(name)) return true;
        return isOption is null ? TextOf(value) is { } told && SecretNames.IsField(name, told) : isOption(name) && value?.GetValueKind() is not JsonValueKind.Number;
    }

    private static bool TryRead(object? value, int depth, out JsonNode? node)
    {
        node = value switch
        {
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            byte or sbyte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            ulong number => JsonValue.Create(number),
            decimal number => JsonValue.Create(number),
            float number when float.IsFinite(number) => JsonValue.Create(number),
            double number when double.IsFinite(number) => JsonValue.Create(number),
            float or double or char or Enum or Guid or Uri or TimeSpan => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
            DateTime or DateTimeOffset or DateOnly or TimeOnly => JsonValue.Create(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture)),
            ReadOnlyMemory<byte> bytes => JsonValue.Create(Convert.ToBase64String(bytes.Span)),
            byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
            JsonElement { ValueKind: JsonValueKind.Undefined } => null,
            JsonElement element => Node(element),
            JsonNode own => Node(own),
            _ => null,
        };
        if (node is not null || value is null or JsonElement) return true;
        return value is not JsonNode && depth < Deepest && (value is IDictionary or IEnumerable<KeyValuePair<string, object?>> ? TryReadNamed((IEnumerable)value, depth, out node) : value is IEnumerable items && TryReadList(items, depth, out node));
    }

    private static bool TryReadNamed(IEnumerable pairs, int depth, out JsonNode? node)
    {
        var sorted = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        node = null;
        foreach (object? pair in pairs)
        {
            (object? name, object? value) = pair switch
            {
                DictionaryEntry entry => (entry.Key, entry.Value),
                KeyValuePair<string, object?> entry => (entry.Key, entry.Value),
                _ => (null, null),
            };
            if (name is not string text || !TryRead(value, depth + 1, out JsonNode? read)) return false;
            sorted[text] = read;
        }

        node = new JsonObject(sorted);
        return true;
    }

    private static bool TryReadList(IEnumerable items, int depth, out JsonNode? node)
    {
        var list = new JsonArray();
        node = list;
        foreach (object? item in items)
        {
            if (!TryRead(item, depth + 1, out JsonNode? read)) return false;
            list.Add(read);
        }

        return true;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Null where the platform cannot write it: then no client can send it either.
    private static JsonNode? Node(JsonNode node)
    {
        try
        {
            return JsonNode.Parse(WellFormedText.OfJson(node.ToJsonString()), documentOptions: Deep);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonNode? Node(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        string json = element.GetRawText();
        return JsonNode.Parse(WellFormedText.OfJson(json), documentOptions: Deep);
    }

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node, CassetteJsonContext.Readable.JsonNode);
}
