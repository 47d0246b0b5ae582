using System.Globalization;
using FluentValidation;

namespace CensorshipEval.Analysis;

internal sealed class AnalysisOptionsValidator : AbstractValidator<AnalysisOptions>
{
    public AnalysisOptionsValidator()
    {
        RuleFor(static options => options.Confidence).Must(static value => value is > 0 and < 1).WithMessage("a level between 0 and 1");
        RuleFor(static options => options.Provenance).NotNull().WithMessage("a table, such as ModelProvenanceTable.BuiltIn");
        RuleFor(static options => options.ReferencePanel).NotNull().WithMessage("a list of targets, or an empty one")
            .Must(static panel => panel.Distinct(StringComparer.Ordinal).Count() == panel.Count).When(static options => options.ReferencePanel is not null, FluentValidation.ApplyConditionTo.CurrentValidator).WithMessage("every target of the panel once");
        RuleFor(static options => options.Power).Must(static value => value is > 0 and < 1).WithMessage("a power between 0 and 1");
        RuleFor(static options => options.FewestFamilies).GreaterThanOrEqualTo(0).WithMessage("0 or more families");
        RuleFor(static options => options.BootstrapReplicates).InclusiveBetween(100, 1_000_000).WithMessage("100 to 1,000,000 replicates");
    }

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public static void Check(AnalysisOptions options)
    {
        FluentValidation.Results.ValidationResult result = new AnalysisOptionsValidator().Validate(options);
        if (result.IsValid) return;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("analysis options", null, error.PropertyName, Convert.ToString(error.AttemptedValue, CultureInfo.InvariantCulture) ?? "nothing", error.ErrorMessage))]);
    }
}
