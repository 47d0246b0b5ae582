using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>A request as far as it decides what is answered: messages, and the options that matter.</summary>
internal sealed record CassetteRequest
{
    private const int KeyLength = 16;

    public string? Model { get; init; }

    public required bool Stream { get; init; }

    /// <summary>What the caller calls it, where it holds what cannot be read.</summary>
    public string? Name { get; init; }

    /// <summary>Options by name, those that are set.</summary>
    public SortedDictionary<string, JsonElement> Options
    {
        get;
        // In an order that no culture changes: the key is made of it.
        init => field = new SortedDictionary<string, JsonElement>(value, StringComparer.Ordinal);
    } = new(StringComparer.Ordinal);

    public required IReadOnlyList<CassetteMessage> Messages { get; init; }

    [JsonIgnore]
    public string LastText => Messages.Count == 0 ? "" : Messages[^1].Text ?? "";

    /// <summary>Reads a request.</summary>
    /// <param name="messages">What is said.</param>
    /// <param name="options">How it is to be answered.</param>
    /// <param name="model">The model where the options name none.</param>
    /// <param name="stream">Whether it is streamed.</param>
    /// <param name="name">The caller's own name for it.</param>
    /// <param name="secrets">What to take out.</param>
    /// <exception cref="ModelBehaviorException">It holds what cannot be read, and has no name.</exception>
    public static CassetteRequest Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, bool stream, string? name, SecretScrubber secrets)
    {
        var read = new CassetteOptions(secrets);
        if (options is not null) read.Add(options);
        List<string> unreadable = [.. read.Unreadable];
        var request = new CassetteRequest
        {
            Model = (options?.ModelId ?? model) is { } asked ? secrets.Clean(asked) : null, Stream = stream, Name = name is null ? null : secrets.Clean(name),
            Options = read.Read, Messages = [.. messages.Select(message => CassetteMessage.Of(message, secrets, unreadable))],
        };
        if (unreadable.Count == 0 || name is not null) return request;
        FailureText text = new FailureText("This request cannot be told from others by what can be read of it, so it is neither recorded nor replayed.")
            .Add("prompt", FailureText.Bounded(request.LastText)).Add("unreadable", string.Join("; ", unreadable.Distinct(StringComparer.Ordinal)))
            .Add("do", $"give such requests a name of yours: new {nameof(RecordingOptions)} {{ {nameof(RecordingOptions.RequestName)} = (messages, options) => \"what it sets\" }}");
        throw new ModelBehaviorException(FailureKind.Recording, text.ToString());
    }

    /// <summary>The first half of the SHA-256 of the request as JSON, in lower-case hexadecimal.</summary>
    public string ComputeKey()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, CassetteJsonContext.Readable.CassetteRequest);
        return Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, KeyLength));
    }

    /// <summary>What tells this request from another with the same last message; <see langword="null"/> where the messages differ, too.</summary>
    public string? DifferenceFrom(CassetteRequest other)
    {
        if (LastText.Length == 0 || LastText != other.LastText) return null;
        var differences = new List<string>();
        if (Model != other.Model) differences.Add($"of model {other.Model ?? "not named"}");
        if (Name != other.Name) differences.Add($"under the name {other.Name ?? "of nobody"}");
        if (Stream != other.Stream) differences.Add(other.Stream ? "streamed" : "not streamed");
        if (Messages.Count != other.Messages.Count || !Messages.SkipLast(1).SequenceEqual(other.Messages.SkipLast(1))) differences.Add("behind other messages");
        foreach (string name in Options.Keys.Union(other.Options.Keys, StringComparer.Ordinal))
        {
            string? own = Options.TryGetValue(name, out JsonElement value) ? value.ToString() : null, theirs = other.Options.TryGetValue(name, out value) ? value.ToString() : null;
            if (own != theirs) differences.Add($"with {name} {theirs ?? "not set"}");
        }

        return differences.Count == 0 ? null : string.Join(", ", differences);
    }
}
