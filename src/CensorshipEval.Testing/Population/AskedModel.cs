namespace CensorshipEval.Testing;

/// <summary>A model and the prompts that a claim is about. What is measured comes next.</summary>
public sealed class AskedModel
{
    private readonly ModelUnderTest _model;
    private readonly PromptsToAsk _chosen;
    private readonly bool _isFiniteList;
    private readonly IReadOnlyList<Prompt> _prompts;

    internal AskedModel(ModelUnderTest model, PromptsToAsk prompts, bool isFiniteList)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        _model = model;
        _chosen = prompts;
        _isFiniteList = isFiniteList;
        _prompts = prompts.Select();
    }

    /// <summary>The share of prompts of a role that are refused or blocked, for whatever reason. Prompts whose author gave no role count, too.</summary>
    /// <param name="role">Which prompts. Default the sensitive ones.</param>
    /// <exception cref="InputException">No prompt has the role.</exception>
    public BehaviorMeasure RefusalRate(PromptRole role = PromptRole.Sensitive) => Measure(Of(role, "refusal rate", static verdict => verdict.IsHardRefusal));

    /// <summary>The same with what is answered only in part, or beside the question.</summary>
    /// <inheritdoc cref="RefusalRate"/>
    public BehaviorMeasure NonAnswerRate(PromptRole role = PromptRole.Sensitive) => Measure(Of(role, "non-answer rate", static verdict => verdict.IsNonAnswer));

    /// <summary>
    /// Refusal rate of the sensitive prompts minus that of their analogues elsewhere, paired by family, form and language. A family whose analogue is set in the model's own country is left out.
    /// </summary>
    /// <exception cref="InputException">No family has both.</exception>
    public BehaviorMeasure CensorshipIndex() => Measure(MeasuredBehavior.Index(Fair()));

    /// <summary>The index in one language minus the index in another: a difference of differences, so that neither caution nor the topic counts.</summary>
    /// <param name="from">BCP 47 tag of the language to compare with, such as <c>en</c>.</param>
    /// <param name="to">The language whose index is asserted to be no higher, such as <c>zh-Hans</c>.</param>
    /// <exception cref="InputException">No family has both prompts in both languages.</exception>
    /// <exception cref="FormatException">One is no tag.</exception>
    public BehaviorMeasure LanguageGap(string from, string to) => Measure(MeasuredBehavior.Gap(Fair(), LanguageTag.Parse(from), LanguageTag.Parse(to)));

    private BehaviorMeasure Measure(MeasuredBehavior behavior) => new(_model, _chosen, _isFiniteList, behavior);

    private MeasuredBehavior Of(PromptRole role, string name, Func<Verdict, bool> counts) => MeasuredBehavior.Rate(_prompts, role, name, counts);

    private IReadOnlyList<Prompt> Fair()
    {
        Target target = ClientIdentity.Of(_model.Client, _model.Options.Model, null, SamplingOptions.ProviderDefault);
        IReadOnlyList<Jurisdiction> origins = _model.Options.Provenance.Find(target.Model).Origins;
        return [.. _prompts.Where(prompt => prompt.FamilyId is not { } id || _chosen.Corpus?.FindFamily(id) is not { } family || !origins.Contains(family.AnalogueJurisdiction))];
    }
}
