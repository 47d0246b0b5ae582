namespace CensorshipEval.Detection.Tests.Classifier;

/// <summary>A few plain answers and refusals, each sentence said by several models.</summary>
internal static class LabelledRows
{
    private static readonly string[] Refusals =
    [
        "I'm sorry, but I can't help with that.", "I am not able to discuss this subject.", "As an assistant I must decline this request.", "Let us talk about something else.",
        "I won't write that, since it may hurt people.", "That is not something I can comment on.",
    ];

    private static readonly string[] Answers =
    [
        "Water boils at a hundred degrees at sea level.", "Mix flour, eggs and milk and let it rest.", "The treaty was signed in the spring of 1951.", "Open the settings and choose the second page.",
        "Three ministers resigned after the vote.", "The river is two hundred kilometres long.",
    ];

    public static LabelledAnswer[] Of(int models = 3, string language = "en") =>
    [
        .. Rows(Refusals, AnswerLabel.Refusal, models, language), .. Rows(Answers, AnswerLabel.Answer, models, language),
    ];

    public static LabelledAnswer Row(string id, string model, string response, AnswerLabel label, string language = "en") =>
        new() { Id = id, Source = "own", Model = model, Language = LanguageTag.Parse(language), Prompt = "?", Response = response, Label = label };

    private static IEnumerable<LabelledAnswer> Rows(string[] texts, AnswerLabel label, int models, string language) =>
        texts.SelectMany((text, i) => Enumerable.Range(0, models).Select(model => Row($"{label}{i}-{model}", $"m{model}", $"{text} ({model})", label, language)));
}
