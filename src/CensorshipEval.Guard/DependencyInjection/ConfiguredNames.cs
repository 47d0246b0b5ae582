using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard;

/// <summary>Refuses what a section of a configuration holds under names that no option has: misspelt, it would leave a default in place and say nothing.</summary>
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
        List<string> names = [.. typeof(TOptions).GetProperties().Where(static property => property.CanWrite && !typeof(Delegate).IsAssignableFrom(property.PropertyType)).Select(static property => property.Name)];
        return from child in section.GetChildren()
               where !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
               select $"'{child.Path}' is no option of {typeof(TOptions).Name}; expected one of {string.Join(", ", names)}.";
    }
}
