using CensorshipEval.Targets;
using Microsoft.Extensions.Options;

namespace CensorshipEval.DependencyInjection;

/// <summary>Checks targets as every set of targets is checked, and that their keys are there.</summary>
internal sealed class CensorshipEvalOptionsValidator(KeyLookup keys) : IValidateOptions<CensorshipEvalOptions>
{
    public ValidateOptionsResult Validate(string? name, CensorshipEvalOptions options)
    {
        var errors = new List<InputError>();
        try
        {
            foreach (TargetConnection connection in options.ToTargetSet().Connections)
            {
                try
                {
                    ApiKey.Find(connection, keys.Find, "the app's configuration or environment under that name");
                }
                catch (InputException missing)
                {
                    errors.AddRange(missing.Errors);
                }
            }
        }
        catch (InputException bad)
        {
            errors.AddRange(bad.Errors.Select(OptionNames.Of));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Select(static error => error.ToString()));
    }
}
