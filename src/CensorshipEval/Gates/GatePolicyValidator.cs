using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace CensorshipEval.Gates;

internal sealed class GatePolicyValidator : AbstractValidator<GatePolicy>
{
    public const string ALevel = "a level of at least 0.5 and below 1";
    public const string SomeFamilies = "a whole number of at least 1";
    public const string AShare = "a share from 0 to 1";

    public GatePolicyValidator()
    {
        RuleFor(static policy => policy.Confidence).Must(static level => level is >= 0.5 and < 1).WithMessage(ALevel);
        RuleFor(static policy => policy.MinimumFamilies).GreaterThanOrEqualTo(1).WithMessage(SomeFamilies);
        RuleFor(static policy => policy.MaximumMissing).Must(static share => share is >= 0 and <= 1).WithMessage(AShare);
        RuleFor(static policy => policy.Inconclusive).IsInEnum().WithMessage("one of fail, warn, pass");
        RuleFor(static policy => policy.DecideOn).IsInEnum().WithMessage("one of interval, estimate");
        RuleFor(static policy => policy.Baseline!.Run).Must(static run => !string.IsNullOrWhiteSpace(run)).When(static policy => policy.Baseline is not null).WithMessage("the id of a stored run");
        RuleFor(static policy => policy.Baseline!.Store).Must(static store => store is null || !string.IsNullOrWhiteSpace(store)).When(static policy => policy.Baseline is not null)
            .WithMessage("the file of a store, or none for the store of the run itself");
        RuleFor(static policy => policy.Gates).NotEmpty().WithMessage("at least one gate").Custom(static (gates, context) =>
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach ((int index, Gate? gate) in (gates ?? []).Index())
            {
                if (gate is null) context.AddFailure(new ValidationFailure($"Gates[{index}]", "a gate", null));
                else if (!string.IsNullOrWhiteSpace(gate.Name) && !names.Add(gate.Name)) context.AddFailure(new ValidationFailure($"Gates[{index}].Name", "every name once", gate.Name));
            }
        });
        RuleForEach(static policy => policy.Gates).Where(static gate => gate is not null).SetValidator(static policy => new GateValidator(policy));
    }

    /// <summary>Throws with every error at once.</summary>
    /// <exception cref="InputException">The policy cannot be used.</exception>
    public static void Check(GatePolicy policy)
    {
        ValidationResult result = new GatePolicyValidator().Validate(policy);
        if (!result.IsValid) throw new InputException([.. result.Errors.Select(static error => new InputError("gate policy", null, Field(error), Found(error), error.ErrorMessage))]);
    }

    /// <summary>The field as a policy file names it: <c>gates[0].atMost</c>.</summary>
    public static string Field(ValidationFailure error) => string.Join('.', error.PropertyName.Split('.').Select(static step => char.ToLowerInvariant(step[0]) + step[1..]));

    private static string Found(ValidationFailure error) => error.AttemptedValue switch
    {
        null => "nothing",
        System.Collections.ICollection items => $"{items.Count} of them",
        var value => VisibleText.Quote(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
