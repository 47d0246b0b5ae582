using System.Globalization;
using FluentValidation;

namespace CensorshipEval.Reporting.Terminal;

internal sealed class HeatTableOptionsValidator : AbstractValidator<HeatTableOptions>
{
    public HeatTableOptionsValidator()
    {
        RuleFor(static options => options.Rows).IsInEnum().WithMessage("a value of HeatRows");
        RuleFor(static options => options.Colors).IsInEnum().WithMessage("a value of TerminalColors");
        RuleFor(static options => options.Width).InclusiveBetween(30, 10_000).WithMessage("30 to 10,000 columns");
    }

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public static void Check(HeatTableOptions options)
    {
        FluentValidation.Results.ValidationResult result = new HeatTableOptionsValidator().Validate(options);
        if (result.IsValid) return;
        throw new InputException([.. result.Errors.Select(static error =>
            new InputError("heat table options", null, error.PropertyName, Convert.ToString(error.AttemptedValue, CultureInfo.InvariantCulture) ?? "nothing", error.ErrorMessage))]);
    }
}
