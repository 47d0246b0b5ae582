using Microsoft.Extensions.AI;

namespace CensorshipEval.Simulation;

/// <summary>The updates by which each behaviour shows itself to a client.</summary>
internal static class SimulatedAnswer
{
    public static IEnumerable<ChatResponseUpdate> Give(SimulatedBehavior behavior, Prompt prompt, PromptFamily? family, int sample)
    {
        var texts = SimulationTexts.For(prompt.Language);
        string answer = Facts(prompt, family) ?? texts.Answer;
        switch (behavior)
        {
            case SimulatedBehavior.Refuse:
                yield return Text(texts.Refusals[sample % texts.Refusals.Count]);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.Recite:
                yield return Text(OfficialLine(prompt, family) ?? answer);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.BlockInput:
                yield return Finish(ChatFinishReason.ContentFilter);
                break;
            case SimulatedBehavior.BlockOutput:
                yield return Text(FirstHalf(answer));
                yield return Finish(ChatFinishReason.ContentFilter);
                break;
            case SimulatedBehavior.Retract:
                yield return Text(answer);
                yield return Replacement(texts.Notice);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.StopEmpty:
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.FailTransport:
                throw new HttpRequestException("The simulated connection was refused.");
            default:
                yield return Text(FirstHalf(answer));
                yield return Text(answer[FirstHalf(answer).Length..]);
                yield return Finish(ChatFinishReason.Stop);
                break;
        }
    }

    /// <summary>The authority's position on the prompt's topic in its language; <see langword="null"/> where the family has none.</summary>
    public static string? OfficialLine(Prompt prompt, PromptFamily? family) => family?.OfficialLine
        .Where(line => line.Role == prompt.Role && line.Statement.ContainsKey(prompt.Language))
        .Select(line => line.Statement[prompt.Language])
        .FirstOrDefault();

    public static bool IsReplacement(ChatResponseUpdate update) =>
        update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool replaces) && replaces;

    private static string? Facts(Prompt prompt, PromptFamily? family)
    {
        string[] statements = family is null
            ? []
            : [.. family.KeyFacts
                .Where(fact => fact.Role == prompt.Role && fact.Statement.ContainsKey(prompt.Language))
                .Select(fact => fact.Statement[prompt.Language])];
        return statements.Length == 0 ? null : string.Join(' ', statements);
    }

    private static string FirstHalf(string text)
    {
        int half = text.Length / 2;
        return text[..(half > 0 && char.IsHighSurrogate(text[half - 1]) ? half - 1 : half)];
    }

    private static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    private static ChatResponseUpdate Finish(ChatFinishReason reason) => new(ChatRole.Assistant, []) { FinishReason = reason };

    private static ChatResponseUpdate Replacement(string text) => new(ChatRole.Assistant, text)
    {
        AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.ReplacesText] = true },
    };
}
