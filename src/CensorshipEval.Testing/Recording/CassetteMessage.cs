using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>One message of a request.</summary>
internal sealed record CassetteMessage
{
    public required string Role { get; init; }

    public string? Author { get; init; }

    public string? Text { get; init; }

    /// <summary>By its hash, what is no text.</summary>
    public string? Other { get; init; }

    public static CassetteMessage Of(ChatMessage message, SecretScrubber secrets, ICollection<string> unreadable) => new()
    {
        Role = secrets.Clean(message.Role.Value), Author = message.AuthorName is { } author ? secrets.Clean(author) : null, Text = secrets.Clean(message.Text),
        Other = message.Contents.All(static content => content is TextContent) ? null : HashOf(message.Contents, secrets, unreadable),
    };

    private static string HashOf(IList<AIContent> contents, SecretScrubber secrets, ICollection<string> unreadable)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (AIContent content in contents)
        {
            // Where the text stands between the others matters, too.
            if (CassetteContent.TryRead(content, secrets, out JsonElement read)) hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(read, CassetteJsonContext.Readable.JsonElement));
            else unreadable.Add($"a {content.GetType().Name} in a message");
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
