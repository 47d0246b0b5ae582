using System.Globalization;

namespace CensorshipEval.Testing.Tests;

/// <summary>Prompts p1, p2, … and models that refuse some of them.</summary>
internal static class TestModels
{
    public static ModelBehaviorOptions Plain { get; } = new() { Detector = new StubDetector(), Concurrency = 1 };

    public static ScriptedChatClient Refusing(Func<int, bool> refuses) => new(request => refuses(Number(request.Prompt)) ? "refused" : "answered");

    public static int Number(string prompt) => int.Parse(prompt.AsSpan(1), CultureInfo.InvariantCulture);

    public static string[] Texts(int count) => [.. Enumerable.Range(1, count).Select(static i => $"p{i}")];

    public static PromptsToAsk Prompts(int count) => PromptsToAsk.In("en", Texts(count));

    public static Prompt Of(string id, string text, string? family = null, PromptRole? role = null, string language = "en") =>
        new() { Id = id, Text = text, Language = LanguageTag.Parse(language), FamilyId = family, Role = role, Form = PromptForm.Question };
}
