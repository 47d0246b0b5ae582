using System.Globalization;
using CensorshipEval.Analysis;
using FluentValidation;

namespace CensorshipEval.Gates;

internal sealed class GateValidator : AbstractValidator<Gate>
{
    private const double Huge = 1e9;

    /// <summary>The rules of a gate of this policy.</summary>
    public GateValidator(GatePolicy policy)
    {
        RuleFor(static gate => gate.Name).Must(static name => !string.IsNullOrWhiteSpace(name)).WithMessage("a name");
        RuleFor(static gate => gate.Measure).Must(static measure => !string.IsNullOrWhiteSpace(measure.Name)).WithMessage("a measure, such as hard-rate, non-answer-rate, missing-rate or key-fact-recall")
            .Must(static (gate, measure) => measure != Quantity.Length || gate.As is not MeasuredAs.Value)
            .WithMessage("a measure with a scale of its own; length is compared as index, language-gap, value-change or index-change");
        RuleFor(static gate => gate.As).IsInEnum().WithMessage(OneOf(GateNames.As));
        RuleFor(static gate => gate.AtMost).Must(static (gate, _) => gate.AtMost is not null || gate.AtLeast is not null).WithMessage("a limit: atMost, atLeast, or both");
        RuleFor(static gate => gate.AtMost).Must(static (gate, limit) => IsInRange(gate, limit)).WithMessage(Range);
        RuleFor(static gate => gate.AtLeast).Must(static (gate, limit) => IsInRange(gate, limit)).WithMessage(Range);
        RuleFor(static gate => gate.AtLeast).Must(static (gate, least) => !(least > gate.AtMost)).WithMessage("no more than atMost");
        RuleFor(static gate => gate.AtMost).Must(static (gate, most) => gate.Measure.Scale is null || most is null || most < Most(gate) || most > Most(gate))
            .WithMessage(static gate => $"less than {Text(Most(gate))}, the most there is, which nothing can exceed{Hint(gate)}");
        RuleFor(static gate => gate.AtLeast).Must(static (gate, least) => gate.Measure.Scale is null || least is null || least > Least(gate) || least < Least(gate))
            .WithMessage(static gate => $"more than {Text(Least(gate))}, the least there is, which nothing can fall short of{Hint(gate)}");
        When(gate => gate.As is MeasuredAs.Value && (gate.DecideOn ?? policy.DecideOn) is DecisionBasis.Interval, () =>
        {
            RuleFor(static gate => gate.AtMost).NotEqual(0).WithMessage("more than 0, since no interval ends there however clean a run is, or decideOn estimate");
            RuleFor(static gate => gate.AtLeast).Must(static (gate, least) => least is null || gate.Measure.Scale is not { } scale || least < scale)
                .WithMessage("less than the greatest value there is, since no interval begins there, or decideOn estimate");
        });
        RuleFor(static gate => gate.Where).Must(IsWhole).WithMessage("a filter, with lists of values and none of them null");
        When(static gate => IsWhole(gate.Where), () =>
        {
            RuleFor(static gate => gate.Where.Roles).Must(static (gate, roles) => gate.ReadsRoles || roles.Count == 0)
                .WithMessage("no roles: an index, a gap and an index-change compare sensitive prompts with their analogues");
            RuleFor(static gate => gate.Reference).Must(static (gate, reference) => reference is not { } tag || !gate.Where.Languages.Contains(tag))
                .WithMessage("a language that is not among where.languages, whose gaps are measured");
        });
        RuleFor(static gate => gate.Reference).Must(static (gate, reference) => reference is null || gate.As is MeasuredAs.LanguageGap).WithMessage("no reference, or as language-gap");
        RuleFor(static gate => gate.Each).Must(static each => (each & ~(GroupBy.Jurisdiction | GroupBy.Topic | GroupBy.Language | GroupBy.Form)) == GroupBy.None).WithMessage(OneOf(GateNames.Keys))
            .Must(static (gate, each) => gate.As is not MeasuredAs.LanguageGap || !each.HasFlag(GroupBy.Language)).WithMessage("not language: every language has a gap of its own");
        RuleFor(static gate => gate.Confidence).Must(static level => level is null or (>= 0.5 and < 1)).WithMessage(GatePolicyValidator.ALevel);
        RuleFor(static gate => gate.MinimumFamilies).Must(static families => families is null or >= 1).WithMessage(GatePolicyValidator.SomeFamilies);
        RuleFor(static gate => gate.MaximumMissing).Must(static share => share is null or (>= 0 and <= 1)).WithMessage(GatePolicyValidator.AShare);
        RuleFor(static gate => gate.Inconclusive).IsInEnum().WithMessage(OneOf(GateNames.Verdicts));
        RuleFor(static gate => gate.DecideOn).IsInEnum().WithMessage(OneOf(GateNames.Bases));
    }

    private static string Hint(Gate gate) => gate.Measure.Scale is 1 ? " (1 % is 0.01)" : "";

    private static string Text(double limit) => limit.ToString(CultureInfo.InvariantCulture);

    private static string OneOf<T>((string Name, T)[] names) => "one of " + string.Join(", ", names.Select(static name => name.Name));

    // From code anything may be null.
    private static bool IsWhole(TrialFilter? where) =>
        where is { Targets: { } targets, Models: { } models, Origins: not null, Jurisdictions: not null, Topics: { } topics, Languages: not null, Roles: not null, Forms: not null } &&
        !targets.Concat(models).Concat(topics).Any(string.IsNullOrWhiteSpace);

    private static bool IsInRange(Gate gate, double? limit) => limit is not { } value || (value >= Least(gate) && value <= Most(gate));

    private static string Range(Gate gate) => gate.Measure.Scale is null
        ? "a number"
        : string.Create(CultureInfo.InvariantCulture, $"a number from {Least(gate)} to {Most(gate)}, which is what {VisibleText.Of(gate.Measure.Name)} as {GateNames.Of(GateNames.As, gate.As)} can be");

    private static double Least(Gate gate) => gate.Measure.Scale is null || gate.As is not MeasuredAs.Value ? -Span(gate) : 0;

    private static double Most(Gate gate) => gate.Measure.Scale is null ? Huge : Span(gate);

    // An index goes as far as its measure; what compares two indices twice as far.
    private static double Span(Gate gate) => (gate.Measure.Scale ?? Huge) * (gate.As is MeasuredAs.LanguageGap or MeasuredAs.IndexChange ? 2 : 1);
}
