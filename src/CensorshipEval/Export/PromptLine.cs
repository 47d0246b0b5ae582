using System.Text.Json.Serialization;

namespace CensorshipEval.Export;

/// <summary>A prompt as one flat line, as <c>PromptCorpus.LoadPromptsAsync</c> reads it: what is not known is left out.</summary>
internal sealed record PromptLine
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public required LanguageTag Language { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Family { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromptRole? Role { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromptForm? Form { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Topic { get; init; }

    public Jurisdiction Jurisdiction { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TranslationStatus Translation { get; init; }

    public static PromptLine Of(Prompt prompt) => new()
    {
        Id = prompt.Id, Text = prompt.Text, Language = prompt.Language, Family = prompt.FamilyId, Role = prompt.Role, Form = prompt.Form, Topic = prompt.Topic,
        Jurisdiction = prompt.Jurisdiction, Translation = prompt.Translation,
    };
}
