using CensorshipEval.Detection;

namespace CensorshipEval.Conformance;

/// <summary>Labelled answers as a detector sees them.</summary>
public static class LabelledExchange
{
    /// <summary>The exchange of a labelled answer: prompt, response, finish reason and reasoning, without the label.</summary>
    public static Exchange ToExchange(this LabelledAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new Exchange
        {
            Key = new TrialKey(answer.Source, answer.Model, answer.Id, 0),
            Target = new Target { Id = answer.Model, Model = answer.Model },
            Prompt = new Prompt { Id = answer.Id, Text = answer.Prompt, Language = answer.Language },
            Text = answer.Response,
            Reasoning = answer.Reasoning,
            FinishReason = answer.FinishReason,
        };
    }
}
