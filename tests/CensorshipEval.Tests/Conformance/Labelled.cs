using CensorshipEval.Detection;

namespace CensorshipEval.Tests.Conformance;

/// <summary>Labelled answers, of which only the label matters.</summary>
internal static class Labelled
{
    public static LabelledAnswer Row(AnswerLabel label, string language = "en", string response = "A text.") => new()
    {
        Id = "1", Source = "s", Model = "m", Language = LanguageTag.Parse(language), Prompt = "?", Response = response, Label = label,
    };
}
