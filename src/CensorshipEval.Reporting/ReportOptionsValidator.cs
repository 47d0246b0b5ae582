using System.Globalization;
using FluentValidation;

namespace CensorshipEval.Reporting;

internal sealed class ReportOptionsValidator : AbstractValidator<ReportOptions>
{
    public ReportOptionsValidator()
    {
        RuleFor(static options => options.MaximumExchanges).GreaterThanOrEqualTo(0).WithMessage("0 or more exchanges");
        RuleFor(static options => options.MaximumExchangeBytes).GreaterThanOrEqualTo(100_000).WithMessage("100,000 bytes or more");
        RuleFor(static options => options.LongestText).GreaterThanOrEqualTo(200).WithMessage("200 UTF-16 units or more");
        RuleFor(static options => options.TimeProvider).NotNull().WithMessage("a clock, such as TimeProvider.System");
    }

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public static void Check(ReportOptions options)
    {
        FluentValidation.Results.ValidationResult result = new ReportOptionsValidator().Validate(options);
        if (result.IsValid) return;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("report options", null, error.PropertyName, Convert.ToString(error.AttemptedValue, CultureInfo.InvariantCulture) ?? "nothing", error.ErrorMessage))]);
    }
}
