using System.Globalization;
using FluentValidation;

namespace CensorshipEval.Analysis;

internal sealed class SequentialRateTestOptionsValidator : AbstractValidator<SequentialRateTestOptions>
{
    public SequentialRateTestOptionsValidator()
    {
        RuleFor(static options => options.Claim).IsInEnum().WithMessage("AtMost or AtLeast");
        RuleFor(static options => options.Estimand).IsInEnum().WithMessage("FamiliesLikeThese or TheseFamilies");
        RuleFor(static options => options.Confidence).Must(static value => value is >= 0.5 and < 1).WithMessage("a level from 0.5 to below 1");
        RuleFor(static options => options.GreatestStake).Must(static value => value is >= 0.1 and <= 0.99).WithMessage("a share from 0.1 to 0.99");
        RuleFor(static options => options.High).Must(static (options, high) => double.IsFinite(options.Low) && double.IsFinite(high) && high > options.Low)
            .WithMessage("a number above Low, and both finite");
        RuleFor(static options => options.Limit).Must(static (options, limit) => options.Claim == SequentialClaim.AtMost
                ? limit >= options.Low && limit < options.High
                : limit > options.Low && limit <= options.High)
            .WithMessage("a limit from Low to High that a mean could break");
        RuleFor(static options => options.Families).Must(static (options, families) => families is > 0 || (families is null && options.Estimand != SequentialEstimand.TheseFamilies))
            .WithMessage("how many families there are, at least 1");
        RuleFor(static options => options.MaxFamilies).Must(static families => families is null or > 0).WithMessage("at least 1 family");
        RuleFor(static options => options.MaxCost).Must(static cost => cost is null or >= 0).WithMessage("a cost of at least 0");
    }

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    public static void Check(SequentialRateTestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FluentValidation.Results.ValidationResult result = new SequentialRateTestOptionsValidator().Validate(options);
        if (result.IsValid) return;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("options", null, error.PropertyName, string.Create(CultureInfo.InvariantCulture, $"{error.AttemptedValue ?? "nothing"}"), error.ErrorMessage))]);
    }
}
