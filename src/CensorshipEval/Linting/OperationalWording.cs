using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Linting;

/// <summary>Wording that asks how to do something, which neither the sensitive prompt nor its analogue may: what a careful model refuses for safety's sake says nothing about censorship.</summary>
internal static class OperationalWording
{
    private static readonly Lazy<IReadOnlyDictionary<LanguageTag, FoldedWordings>> Wordings = new(Load);

    public static IEnumerable<LintFinding> Check(PromptFamily family)
    {
        foreach (FamilyPrompt prompt in family.Prompts.Where(static prompt => prompt.Role is PromptRole.Sensitive or PromptRole.Analogue))
        {
            foreach ((LanguageTag language, PromptText text) in prompt.Texts)
            {
                if (Wordings.Value.GetValueOrDefault(language) is not { } wordings || !wordings.TryFind(0, PhraseText.Of(text.Text), out (int Start, int Length) place)) continue;
                yield return new LintFinding("operational-wording", $"{family.Id}.{prompt.Role}.{prompt.Form} [{language}]", $"{VisibleText.Quote(text.Text.AsSpan(place.Start, place.Length).ToString())} asks how to do something");
            }
        }
    }

    private static Dictionary<LanguageTag, FoldedWordings> Load()
    {
        using Stream stream = typeof(OperationalWording).Assembly.GetManifestResourceStream("Linting/operational.json")!;
        return JsonSerializer.Deserialize(stream, LintingJsonContext.Default.DictionaryLanguageTagIReadOnlyListString)!
            .ToDictionary(static language => language.Key, static language => new FoldedWordings([language.Value], language.Key));
    }
}

[JsonSerializable(typeof(Dictionary<LanguageTag, IReadOnlyList<string>>))]
internal sealed partial class LintingJsonContext : JsonSerializerContext;
