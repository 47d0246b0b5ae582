using System.Security.Cryptography;
using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>Loads single prompts from JSON Lines.</summary>
internal static class PromptLines
{
    private const string Expected = "a file of prompts, one JSON object on each line";
    private const int LongestId = 200;

    public static async Task<IPromptCorpus> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        if (!File.Exists(path))
            throw new InputException(new InputError(source, null, null, Directory.Exists(path) ? "a folder" : "no such file", Expected));
        try
        {
            return await ReadAsync(path, source, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputError(source, null, null, $"a file that cannot be read ({VisibleText.Of(unreadable.Message)})", Expected));
        }
    }

    private static async Task<IPromptCorpus> ReadAsync(string path, string source, CancellationToken cancellationToken)
    {
        var errors = new List<InputError>();
        var prompts = new List<Prompt>();
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        using var sha256 = SHA256.Create();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        using var hashed = new CryptoStream(file, sha256, CryptoStreamMode.Read);
        await foreach (JsonLine line in JsonLinesReader.ReadAsync(hashed, source, cancellationToken).ConfigureAwait(false))
        {
            int before = errors.Count;
            errors.AddRange(line.Errors);
            if (line.Errors.Count > 0) continue;
            Prompt prompt = ReadPrompt(line.Record, errors);
            CheckId(prompt.Id, line, lineOf, errors);
            if (errors.Count == before) prompts.Add(prompt);
        }

        if (errors.Count == 0 && prompts.Count == 0) errors.Add(new InputError(source, null, null, "no prompt in it", Expected));
        if (errors.Count > 0) throw new InputException(errors);
        string name = Path.GetFileName(path);
        var info = new CorpusInfo
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Version = CorpusMetadata.NoVersion,
            Sha256 = new CorpusManifest(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = Convert.ToHexStringLower(sha256.Hash!) }).Sha256,
        };
        return new FamilyCorpus(info, prompts);
    }

    private static Prompt ReadPrompt(JsonValue record, List<InputError> errors)
    {
        var prompt = new Prompt
        {
            Id = record.ReadString("id", errors) ?? "",
            Text = record.ReadString("text", errors) ?? "",
            Language = record.ReadLanguage("language", errors) ?? default,
            FamilyId = record.ReadOptionalString("family", errors),
            Topic = record.ReadOptionalString("topic", errors),
            Role = record.ReadOptionalEnum<PromptRole>("role", errors),
            Form = record.ReadOptionalEnum<PromptForm>("form", errors),
            Jurisdiction = record.ReadOptionalJurisdiction("jurisdiction", errors) ?? default,
            Translation = record.ReadOptionalEnum<TranslationStatus>("translation", errors) ?? default,
        };
        foreach (string name in (ReadOnlySpan<string>)["text", "family", "topic"]) RejectBlank(record, name, errors);
        return prompt;
    }

    private static void RejectBlank(JsonValue record, string name, List<InputError> errors)
    {
        if (!record.TryGet(name, out JsonValue value) || value.Kind is not JsonValueKind.String) return;
        if (string.IsNullOrWhiteSpace(value.GetString()))
            errors.Add(value.Error("a text that is not empty"));
    }

    private static void CheckId(string id, JsonLine line, Dictionary<string, int> lineOf, List<InputError> errors)
    {
        if (!line.Record.TryGet("id", out JsonValue value) || value.Kind is not JsonValueKind.String) return;
        if (string.IsNullOrWhiteSpace(id) || id.Length > LongestId || id.Any(char.IsControl))
            errors.Add(value.Error($"an id of 1 to {LongestId} characters without control characters"));
        else if (!lineOf.TryAdd(id, line.Number))
            errors.Add(value.Error("each id once") with { Found = $"{value.Quote()}, which is also in line {lineOf[id]}" });
    }
}
