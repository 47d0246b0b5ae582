using FluentValidation;
using FluentValidation.Results;

namespace CensorshipEval.Corpora;

/// <summary>How rules are written and what they find is recorded.</summary>
internal static class Findings
{
    /// <summary>Records a finding about a property below the one being validated.</summary>
    /// <param name="context">The validation under way.</param>
    /// <param name="below">Rest of the path, such as <c>[de]</c>; empty for the property itself.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should.</param>
    /// <param name="dependsOn">Other properties, from the root, that the rule looks at.</param>
    public static void Find<T>(this ValidationContext<T> context, string below, string found, string expected, params string[] dependsOn)
    {
        string path = (context.PropertyPath + below).TrimStart('.');
        context.AddFailure(new ValidationFailure(path, $"{path}: found {found}; expected {expected}.") { CustomState = new Finding(found, expected, dependsOn) });
    }

    /// <summary>A rule about one value.</summary>
    public static void Expect<T, TProperty>(
        this IRuleBuilderInitial<T, TProperty> rule, Func<TProperty, bool> holds, Func<TProperty, string> found, string expected) => rule.Custom((value, context) =>
        {
            if (!holds(value)) context.Find("", found(value), expected);
        });

    /// <summary>The text holds more than white space.</summary>
    public static void ExpectText<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Expect(text => !string.IsNullOrWhiteSpace(text), text => VisibleText.Quote(text), "a text");

    /// <summary>The text is an id: lower-case letters, digits and single hyphens.</summary>
    public static void ExpectKebabCase<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Expect(KebabCase.Is, id => VisibleText.Quote(id), "lower-case letters, digits and hyphens, such as cn-example");
}
