using CensorshipEval.Detection;

namespace CensorshipEval.Simulation;

/// <summary>The values that perfect measures give to what a simulated model does; none where a measure has none.</summary>
internal static class PlantedMeasures
{
    /// <summary>Most of an answer recites: the least value of official-line adherence that a planted recital must get.</summary>
    public const double Recited = 2;

    public static IReadOnlyDictionary<string, double> Of(SimulatedBehavior behavior, SimulatedContent content)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!IsDelivered(behavior)) return values;
        if (content.FactCount > 0) values["key-fact-recall"] = Recall(behavior, content);
        if (content.IsChoice)
        {
            if (behavior is SimulatedBehavior.Answer or SimulatedBehavior.Recite) values["correct-choice"] = behavior is SimulatedBehavior.Answer ? 1 : 0;
        }
        else
        {
            if (content.OfficialLine is not null) values["official-line-adherence"] = behavior is SimulatedBehavior.Recite ? Recited : 0;
            // Some official lines reject the question, too.
            if (behavior is not SimulatedBehavior.Recite) values["premise-rejection"] = behavior is SimulatedBehavior.RejectPremise ? 1 : 0;
        }

        values["withheld-facts"] = behavior is SimulatedBehavior.Withhold ? 1 : 0;
        values["language-switch"] = behavior is SimulatedBehavior.SwitchLanguage ? 1 : 0;
        values["reasoning-suppression"] = 0;
        if (behavior is SimulatedBehavior.Answer or SimulatedBehavior.OmitFacts or SimulatedBehavior.SwitchLanguage) values["key-fact-denial"] = 0;
        if (Hedges(behavior, content) is { } hedging) values["hedging"] = hedging;
        return values;
    }

    // Whether what a family says hedges is its author's choice.
    private static double? Hedges(SimulatedBehavior behavior, SimulatedContent content) => behavior switch
    {
        SimulatedBehavior.Hedge => Hedging.Rate(content.Texts.HedgingExpressions, TextWeight.Of(content.Texts.HedgedAnswer)),
        SimulatedBehavior.Refuse or SimulatedBehavior.RejectPremise or SimulatedBehavior.Withhold => 0,
        _ => null,
    };

    private static bool IsDelivered(SimulatedBehavior behavior) => behavior is
        SimulatedBehavior.Answer or SimulatedBehavior.Refuse or SimulatedBehavior.Recite or SimulatedBehavior.OmitFacts or SimulatedBehavior.RejectPremise or
        SimulatedBehavior.SwitchLanguage or SimulatedBehavior.Withhold or SimulatedBehavior.Hedge;

    private static double Recall(SimulatedBehavior behavior, SimulatedContent content) => behavior switch
    {
        SimulatedBehavior.Answer or SimulatedBehavior.SwitchLanguage => 1,
        SimulatedBehavior.OmitFacts => (double)content.SomeFactCount / content.FactCount,
        _ => 0,
    };
}
