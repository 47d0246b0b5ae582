using FluentValidation;

namespace CensorshipEval.Simulation;

internal sealed class SimulationProfileValidator : AbstractValidator<SimulationProfile>
{
    public SimulationProfileValidator()
    {
        RuleFor(static profile => profile.Model).NotEmpty().WithMessage("a name of the model");
        RuleForEach(static profile => profile.Rules).ChildRules(static rule =>
        {
            rule.RuleForEach(static r => r.Shares.Values).InclusiveBetween(0, 1).WithMessage("shares from 0 to 1");
            rule.RuleFor(static r => r.Shares.Values.Sum()).LessThanOrEqualTo(1 + 1e-9).WithMessage("shares that are together at most 1");
        });
    }
}
