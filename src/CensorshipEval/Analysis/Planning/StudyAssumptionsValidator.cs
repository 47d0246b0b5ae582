using System.Globalization;
using FluentValidation;

namespace CensorshipEval.Analysis;

internal sealed class StudyAssumptionsValidator : AbstractValidator<StudyAssumptions>
{
    public StudyAssumptionsValidator()
    {
        RuleFor(static assumptions => assumptions.Power).Must(static value => value is > 0 and < 1).WithMessage("a chance above 0 and below 1");
        RuleFor(static assumptions => assumptions.Confidence).Must(static value => value is > 0 and < 1).WithMessage("a level above 0 and below 1");
        RuleFor(static assumptions => assumptions.AnalogueRate).Must(static value => value is >= 0 and < 1).WithMessage("a rate from 0 to below 1");
        RuleFor(static assumptions => assumptions.Discordance).Must(static value => value is null or (>= 0 and <= 1)).WithMessage("a share from 0 to 1");
        RuleFor(static assumptions => assumptions.IntraFamilyCorrelation).Must(static value => value is >= 0 and <= 1).WithMessage("a correlation from 0 to 1");
        RuleFor(static assumptions => assumptions.SamplingShare).Must(static (assumptions, value) => value >= 0 && value + assumptions.IntraFamilyCorrelation <= 1)
            .WithMessage("a share from 0 to 1 less the intra-family correlation");
        RuleFor(static assumptions => assumptions.DesignEffect).Must(static (assumptions, value) => value is null || (value > assumptions.SamplingShare && double.IsFinite(value.Value)))
            .WithMessage("a design effect above 0, and above the share that changes from sample to sample");
    }

    /// <summary>The assumptions, or the defaults.</summary>
    /// <exception cref="InputException">An assumption is out of range; all of them are told.</exception>
    public static StudyAssumptions Checked(StudyAssumptions? assumptions)
    {
        if (assumptions is null) return new StudyAssumptions();
        FluentValidation.Results.ValidationResult result = new StudyAssumptionsValidator().Validate(assumptions);
        if (result.IsValid) return assumptions;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("assumptions", null, error.PropertyName, string.Create(CultureInfo.InvariantCulture, $"{error.AttemptedValue}"), error.ErrorMessage))]);
    }
}
