using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>A tool that a model is offered: its name, and a hash of all that the model is told of it.</summary>
internal static class CassetteTool
{
    private const int HashLength = 8;

    /// <summary>The tool in one word; <see langword="null"/> where it is of a type that nothing is known of.</summary>
    public static string? Of(AITool tool, SecretScrubber secrets)
    {
        var told = new JsonObject { ["description"] = tool.Description };
        switch (tool)
        {
            case AIFunctionDeclaration function:
                told["schema"] = function.JsonSchema.GetRawText();
                told["returns"] = function.ReturnJsonSchema?.GetRawText();
                break;
            case HostedWebSearchTool:
                break;
            case HostedCodeInterpreterTool interpreter:
                if (interpreter.Inputs is { Count: > 0 } inputs && !TryAdd("inputs", inputs)) return null;
                break;
            case HostedFileSearchTool search:
                told["most"] = search.MaximumResultCount;
                if (search.Inputs is { Count: > 0 } files && !TryAdd("inputs", files)) return null;
                break;
            default:
                return null;
        }

        foreach ((string name, object? value) in tool.AdditionalProperties.OrderBy(static property => property.Key, StringComparer.Ordinal))
        {
            // What a function says of the method that it was made of is for callers, and is not sent.
            if (tool is AIFunctionDeclaration) break;
            if (!CassetteValue.TryRead(name, value, secrets, out JsonElement read)) return null;
            told["property " + name] = read.GetRawText();
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(secrets.Clean(told.ToJsonString())));
        return $"{secrets.Clean(tool.Name)} sha256:{Convert.ToHexStringLower(hash.AsSpan(0, HashLength))}";

        bool TryAdd(string name, IList<AIContent> contents)
        {
            JsonElement[]? read = [.. contents.Select(content => CassetteContent.TryRead(content, secrets, out JsonElement json) ? json : default)];
            if (read.Any(static json => json.ValueKind is JsonValueKind.Undefined)) return false;
            told[name] = string.Join('\n', read.Select(static json => json.GetRawText()));
            return true;
        }
    }
}
