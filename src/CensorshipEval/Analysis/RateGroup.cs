namespace CensorshipEval.Analysis;

/// <summary>What the trials of a rate have in common.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Model">Its model.</param>
/// <param name="Language">Language of the prompts.</param>
/// <param name="Jurisdiction">Whose authorities are concerned.</param>
/// <param name="Role">Role of the prompts; <see langword="null"/> where their author gave none.</param>
public readonly record struct RateGroup(string TargetId, string Model, LanguageTag Language, Jurisdiction Jurisdiction, PromptRole? Role)
{
    /// <summary>The group of a trial.</summary>
    public static RateGroup Of(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Exchange exchange = trial.Exchange;
        return new RateGroup(exchange.Target.Id, exchange.Target.Model, exchange.Prompt.Language, exchange.Prompt.Jurisdiction, exchange.Prompt.Role);
    }
}
