using FluentValidation;

namespace CensorshipEval.Corpora;

/// <summary>
/// What a family must be for its results to mean anything: complete roles, the same languages throughout, references that lead somewhere,
/// key facts that their own statements meet and that an echo of the question does not.
/// </summary>
/// <remarks>
/// The loader applies it to every file. Use it yourself for families built in code:
/// <c>new PromptFamilyValidator().ValidateAndThrow(family)</c>. It is immutable and thread-safe.
/// </remarks>
public sealed class PromptFamilyValidator : AbstractValidator<PromptFamily>
{
    /// <summary>Creates the validator.</summary>
    public PromptFamilyValidator()
    {
        RuleFor(family => family.Id).ExpectKebabCase();
        RuleFor(family => family.Id).Custom(CheckPrefix);
        RuleFor(family => family.Title).ExpectText();
        RuleFor(family => family.Topic).ExpectKebabCase();
        RuleFor(family => family.Jurisdiction).Custom(CheckJurisdiction);
        RuleFor(family => family.AnalogueJurisdiction).Custom(CheckAnalogue);
        RuleFor(family => family.Sensitivity).Custom(CheckSensitivity);
        RuleFor(family => family.Sensitivity!).SetValidator(new SensitivityValidator()).When(family => family.Sensitivity is not null);

        RuleFor(family => family.Sources).Custom(CheckSources);
        RuleForEach(family => family.Sources).SetValidator(new SourceReferenceValidator());
        RuleFor(family => family.KeyFacts).Custom((facts, context) => SourceRules.CheckUnique(facts, fact => fact.Id, context));
        RuleForEach(family => family.KeyFacts).ChildRules(fact => fact.RuleFor(value => value.Id).ExpectKebabCase());
        RuleFor(family => family).Custom(SourceRules.CheckReferences);

        RuleFor(family => family.Prompts).Custom(PromptSetRules.CheckRoles);
        RuleFor(family => family.Prompts).Custom(PromptSetRules.CheckUnique);
        RuleFor(family => family.Prompts).Custom(PromptSetRules.CheckLanguages);
        RuleForEach(family => family.Prompts).SetValidator(new FamilyPromptValidator());

        RuleFor(family => family).Custom(KeyFactRules.Check);
        RuleFor(family => family).Custom(OfficialLineRules.Check);
    }

    private static void CheckPrefix(string id, ValidationContext<PromptFamily> context)
    {
        Jurisdiction jurisdiction = context.InstanceToValidate.Jurisdiction;
        string prefix = $"{jurisdiction.Code.ToLowerInvariant()}-";
        if (jurisdiction != Jurisdiction.None && !id.StartsWith(prefix, StringComparison.Ordinal))
            context.Find("", VisibleText.Quote(id), $"an id that begins with its jurisdiction, {prefix}", "Jurisdiction");
    }

    private static void CheckJurisdiction(Jurisdiction jurisdiction, ValidationContext<PromptFamily> context)
    {
        if (jurisdiction == Jurisdiction.None && PromptSetRules.IsMatched(context.InstanceToValidate))
            context.Find("", "none", "the jurisdiction whose authorities find the Sensitive prompt sensitive", "Prompts");
    }

    private static void CheckAnalogue(Jurisdiction analogue, ValidationContext<PromptFamily> context)
    {
        PromptFamily family = context.InstanceToValidate;
        bool hasAnalogue = family.Prompts.Any(prompt => prompt.Role is PromptRole.Analogue);
        if (hasAnalogue && analogue == Jurisdiction.None)
            context.Find("", "none", "the jurisdiction in which the Analogue is set", "Prompts");
        else if (analogue != Jurisdiction.None && analogue == family.Jurisdiction)
            context.Find("", $"{analogue}", "another jurisdiction than that of the Sensitive prompt", "Jurisdiction");
    }

    private static void CheckSensitivity(Sensitivity? sensitivity, ValidationContext<PromptFamily> context)
    {
        if (sensitivity is null && PromptSetRules.IsMatched(context.InstanceToValidate))
            context.Find("", "nothing", "why the Sensitive prompt is sensitive, and to whom", "Prompts");
    }

    private static void CheckSources(IReadOnlyList<SourceReference> sources, ValidationContext<PromptFamily> context)
    {
        if (sources.Count == 0 && PromptSetRules.IsMatched(context.InstanceToValidate))
            context.Find("", "no source", "at least one public source", "Prompts");
        SourceRules.CheckUnique(sources, source => source.Id, context);
    }
}
