using FluentValidation;

namespace CensorshipEval.Running;

internal sealed class EvaluationRunnerOptionsValidator : AbstractValidator<EvaluationRunnerOptions>
{
    public EvaluationRunnerOptionsValidator()
    {
        RuleFor(static options => options.Concurrency).InclusiveBetween(1, 10_000).WithMessage("1 to 10000 calls in flight");
    }

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    public static void Check(EvaluationRunnerOptions options)
    {
        FluentValidation.Results.ValidationResult result = new EvaluationRunnerOptionsValidator().Validate(options);
        if (result.IsValid) return;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("options", null, error.PropertyName, $"{error.AttemptedValue}", error.ErrorMessage))]);
    }
}
