using FluentValidation;

namespace CensorshipEval.Corpora;

internal sealed class SensitivityValidator : AbstractValidator<Sensitivity>
{
    public SensitivityValidator()
    {
        RuleFor(sensitivity => sensitivity.Why).ExpectText();
        RuleFor(sensitivity => sensitivity.ToWhom).ExpectText();
    }
}
