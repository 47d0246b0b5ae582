using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard;

/// <summary>
/// Refuses what a section of a configuration holds under names that no option has, and what can be no value of theirs: it would leave a default in place and say nothing.
/// </summary>
internal sealed class ConfiguredNames<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
    string optionsName, IConfigurationSection section, Func<IConfigurationSection, IEnumerable<string>>? nested = null) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (!string.Equals(name, optionsName, StringComparison.Ordinal)) return ValidateOptionsResult.Skip;
        if (!section.Exists()) return ValidateOptionsResult.Fail($"The configuration has nothing under '{section.Path}'. Name a section that has options of {typeof(TOptions).Name}, or leave it out.");
        List<string> errors = [.. Unknown(section), .. nested?.Invoke(section) ?? []];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>An error for each name that is none of the options'.</summary>
    public static IEnumerable<string> Unknown(IConfigurationSection section)
    {
        // What is set from code alone has no name in a configuration.
        Dictionary<string, Type> types = typeof(TOptions).GetProperties().Where(static property => property.CanWrite && !typeof(Delegate).IsAssignableFrom(property.PropertyType))
            .ToDictionary(static property => property.Name, static property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        string expected = $"expected one of {string.Join(", ", types.Keys)}.";
        if (section.Value is { } value) return [$"'{section.Path}' is '{VisibleText.Of(value)}' and holds no options of {typeof(TOptions).Name}; {expected}"];
        return section.GetChildren().Select(child => !types.TryGetValue(child.Key, out Type? type) ? $"'{child.Path}' is no option of {typeof(TOptions).Name}; {expected}" : WhyNoValue(child, type)).OfType<string>();
    }

    // What the binder would take for nothing at all.
    private static string? WhyNoValue(IConfigurationSection child, Type type)
    {
        bool isPlain = type.IsValueType || type == typeof(string) || type == typeof(Uri);
        if (isPlain && child.GetChildren().Any()) return $"'{child.Path}' is a section; expected one value.";
        return type.IsValueType && child.Value is { } value && string.IsNullOrWhiteSpace(value) ? $"'{child.Path}' is empty; expected a value, or leave it out." : null;
    }
}
