using CensorshipEval.Analysis;
using FluentValidation;

namespace CensorshipEval.Running;

internal sealed class EvaluationPlanValidator : AbstractValidator<EvaluationPlan>
{
    public const int MostSamples = 100_000;

    public EvaluationPlanValidator()
    {
        RuleFor(static plan => plan.Targets).NotEmpty().WithMessage("at least one target");
        RuleFor(static plan => plan.Prompts).NotEmpty().WithMessage("at least one prompt");
        RuleFor(static plan => plan.Samples).InclusiveBetween(1, MostSamples).WithMessage($"1 to {MostSamples} samples");
        RuleFor(static plan => plan.Targets)
            .Must(static targets => Distinct(targets.Select(static target => target.Id))).WithMessage("every target id once");
        RuleFor(static plan => plan.Prompts)
            .Must(static prompts => Distinct(prompts.Select(static prompt => prompt.Id))).WithMessage("every prompt id once");
        RuleForEach(static plan => plan.Targets).Must(static target => !string.IsNullOrWhiteSpace(target.Id) && !string.IsNullOrWhiteSpace(target.Model))
            .WithMessage("a target with an id and a model");
        RuleForEach(static plan => plan.Prompts).Must(static prompt => !string.IsNullOrWhiteSpace(prompt.Id) && !string.IsNullOrWhiteSpace(prompt.Text))
            .WithMessage("a prompt with an id and a text");
        RuleFor(static plan => plan.FurtherSamplesWhenEmpty).InclusiveBetween(0, 10).WithMessage("0 to 10 further samples");
        RuleForEach(static plan => plan.Comparisons).Must(static (plan, comparison) => Names(plan, comparison))
            .WithMessage("a comparison of two different targets, or of two different languages, of the plan");
        RuleForEach(static plan => plan.Comparisons).Must(static (plan, comparison) => new Quantity(comparison.Quantity).IsBuiltIn || plan.Judges.Measures.Any(measure => measure.Name == comparison.Quantity))
            .WithMessage(static (plan, comparison) => $"a comparison of a quantity of the run instead of '{VisibleText.Of(comparison.Quantity)}': {string.Join(", ", new[] { Quantity.HardRate.Name, Quantity.NonAnswerRate.Name }.Concat(plan.Judges.Measures.Select(static measure => measure.Name)))}");
        When(static plan => plan.Sentinels is not null, () =>
        {
            RuleFor(static plan => plan.Sentinels!.PromptIds).NotEmpty().WithMessage("at least one sentinel")
                .Must(Distinct).WithMessage("every sentinel once");
            RuleFor(static plan => plan.Sentinels!.Repeats).InclusiveBetween(2, MostSamples).WithMessage($"2 to {MostSamples} repeats of a sentinel");
            RuleFor(static plan => plan).Must(static plan => plan.Sentinels!.PromptIds.All(id => plan.Prompts.Any(prompt => prompt.Id == id)))
                .WithName(nameof(EvaluationPlan.Sentinels)).WithMessage("sentinels that are prompts of the plan");
        });
    }

    /// <summary>Throws with every error of the plan at once.</summary>
    /// <exception cref="InputException">The plan cannot be run.</exception>
    public static void Check(EvaluationPlan plan)
    {
        FluentValidation.Results.ValidationResult result = new EvaluationPlanValidator().Validate(plan);
        if (result.IsValid) return;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("plan", null, error.PropertyName, Describe(error.AttemptedValue), error.ErrorMessage))]);
    }

    private static bool Names(EvaluationPlan plan, DeclaredComparison comparison)
    {
        bool Target(string? id) => plan.Targets.Any(target => target.Id == id);
        bool Language(string? tag) => LanguageTag.TryParse(tag, out LanguageTag language) && plan.Prompts.Any(prompt => prompt.Language == language);
        return comparison.Left != comparison.Right &&
            (comparison.Kind is ComparisonKind.Targets
                ? Target(comparison.Left) && Target(comparison.Right) && comparison.Target is null && (comparison.Language is null || Language(comparison.Language.Value.Value))
                : Language(comparison.Left) && Language(comparison.Right) && comparison.Language is null && (comparison.Target is null || Target(comparison.Target)));
    }

    private static bool Distinct(IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return ids.All(seen.Add);
    }

    private static string Describe(object? value) => value switch
    {
        null => "nothing",
        System.Collections.ICollection items => string.Create(null, $"{items.Count} items"),
        Target target => $"'{target.Id}'",
        Prompt prompt => $"'{prompt.Id}'",
        DeclaredComparison comparison => $"'{comparison.Left}' and '{comparison.Right}'",
        _ => value.ToString() ?? "",
    };
}
