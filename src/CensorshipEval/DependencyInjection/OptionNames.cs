namespace CensorshipEval.DependencyInjection;

/// <summary>Tells errors of targets in the words of the options: a targets file, for which they are written, has other names for some.</summary>
internal static class OptionNames
{
    public static InputError Of(InputError error)
    {
        string? field = error.Field is null ? null : string.Join('.', error.Field.Split('.').Select(Named));
        string expected = field switch
        {
            not null when field.EndsWith(nameof(TargetOptions.Timeout), StringComparison.Ordinal) => "above 0 and at most 1 day, as hours:minutes:seconds such as 00:01:00; a number alone is days",
            not null when field.EndsWith(nameof(TargetOptions.ApiKeyName), StringComparison.Ordinal) => "the name under which the key stands in the app's configuration or environment, such as OPENAI_API_KEY, never the key itself",
            _ => error.Expected.Replace("the key's environment variable is named in apiKeyEnv (--api-key-env)", "the key's name stands in ApiKeyName", StringComparison.Ordinal),
        };
        return error with { Source = nameof(CensorshipEvalOptions), Field = field, Expected = expected };
    }

    private static string Named(string step) => step switch
    {
        "connections" => nameof(CensorshipEvalOptions.Targets),
        "system" => nameof(TargetOptions.SystemPrompt),
        "timeoutSeconds" => nameof(TargetOptions.Timeout),
        "apiKeyEnv" => nameof(TargetOptions.ApiKeyName),
        "prices" => $"{nameof(TargetOptions.InputPerMillion)} and {nameof(TargetOptions.OutputPerMillion)}",
        _ => char.ToUpperInvariant(step[0]) + step[1..],
    };
}
