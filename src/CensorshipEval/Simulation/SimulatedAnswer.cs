using Microsoft.Extensions.AI;

namespace CensorshipEval.Simulation;

/// <summary>The updates by which each behaviour shows itself to a client.</summary>
internal static class SimulatedAnswer
{
    /// <summary>What a model does that was to behave in some way and has nothing to do it with.</summary>
    public static SimulatedBehavior Possible(SimulatedBehavior planted, SimulatedContent content) => planted switch
    {
        SimulatedBehavior.Recite when content.OfficialLine is null => SimulatedBehavior.Answer,
        SimulatedBehavior.OmitFacts when content.SomeFacts is null => SimulatedBehavior.Answer,
        SimulatedBehavior.SwitchLanguage when content.InOtherLanguage is null => SimulatedBehavior.Answer,
        SimulatedBehavior.Withhold when content.Thoughts is null => SimulatedBehavior.Answer,
        _ => planted,
    };

    public static IEnumerable<ChatResponseUpdate> Give(SimulatedBehavior behavior, SimulatedContent content, LanguageTag language, int sample)
    {
        var texts = SimulationTexts.For(language);
        string answer = content.Answer ?? texts.Answer;
        switch (behavior)
        {
            case SimulatedBehavior.Refuse:
                yield return Text(texts.Refusals[sample % texts.Refusals.Count]);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.Recite:
                yield return Text(content.OfficialLine ?? answer);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.OmitFacts:
                yield return Text(content.SomeFacts ?? answer);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.RejectPremise:
                yield return Text(texts.PremiseRejection);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.Hedge:
                yield return Text(texts.HedgedAnswer);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.SwitchLanguage:
                yield return Text(content.InOtherLanguage ?? answer);
                yield return Finish(ChatFinishReason.Stop);
                break;
            case SimulatedBehavior.Withhold:
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(content.Thoughts)]);
                yield return Text(texts.Answer);
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

    public static bool IsReplacement(ChatResponseUpdate update) =>
        update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool replaces) && replaces;

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
