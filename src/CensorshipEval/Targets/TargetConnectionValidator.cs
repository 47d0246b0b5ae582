using System.Text.RegularExpressions;
using FluentValidation;

namespace CensorshipEval.Targets;

internal sealed partial class TargetConnectionValidator : AbstractValidator<TargetConnection>
{
    // Whatever else stands in a query may be a key under any name.
    private static readonly string[] QueryNames = ["api-version", "api_version", "version", "region", "location", "project", "deployment", "model", "alt"];

    public TargetConnectionValidator()
    {
        RuleFor(static c => c.Target.Id).NotEmpty().WithMessage("an id");
        RuleFor(static c => c.Target.Model).NotEmpty().WithMessage("the model's name");
        RuleFor(static c => c.Target.Endpoint).Must(static uri => uri is { IsAbsoluteUri: true } && uri.Scheme is "http" or "https")
            .WithMessage("an address such as https://api.example.com/v1")
            .DependentRules(() =>
            {
                RuleFor(static c => c.Target.Endpoint).Must(static uri => uri!.UserInfo.Length == 0 && !MayHoldSecret(uri))
                    .WithMessage("an address without user, password or key, and with nothing but api-version and the like behind a question mark; the key's environment variable is named in apiKeyEnv (--api-key-env)");
                RuleFor(static c => c.Target.Endpoint).Must(static uri => uri!.Fragment.Length == 0).WithMessage("an address without a fragment (#)");
            });
        RuleFor(static c => c.Target.SystemPrompt).Must(static text => text is null || !string.IsNullOrWhiteSpace(text)).WithMessage("a text, or no system prompt at all");
        RuleFor(static c => c.Target.Sampling.Temperature).InclusiveBetween(0f, 2f).WithMessage("a number from 0 to 2");
        RuleFor(static c => c.Target.Sampling.TopP).Must(static p => p is null or (> 0 and <= 1)).WithMessage("a number above 0, at most 1");
        RuleFor(static c => c.Target.Sampling.MaxOutputTokens).GreaterThan(0).WithMessage("a whole number of at least 1");
        RuleFor(static c => c.ApiKeyEnv).Must(static name => name is null || EnvironmentName().IsMatch(name))
            .WithMessage("the name of an environment variable, such as OPENAI_API_KEY, never the key itself");
        RuleFor(static c => c.ApiKeyHeader).Must(static name => HeaderName().IsMatch(name)).WithMessage("the name of a header");
        RuleFor(static c => c.Concurrency).InclusiveBetween(1, 10_000).WithMessage("a whole number from 1 to 10000");
        RuleFor(static c => c.RequestsPerMinute).InclusiveBetween(0.001, 10_000_000).WithMessage("a number from 0.001 to 10000000");
        RuleFor(static c => c.TokensPerMinute).InclusiveBetween(1, 1_000_000_000_000).WithMessage("a number from 1 to 1000000000000");
        RuleFor(static c => c.Timeout).Must(static time => time is null || (time > TimeSpan.Zero && time <= TimeSpan.FromDays(1))).WithMessage("seconds above 0, at most 86400");
        RuleFor(static c => c.MaxTokensField).Must(static name => FieldName().IsMatch(name)).WithMessage("the name of a field, such as max_completion_tokens");
        RuleFor(static c => c.Prices).Must(static prices => prices is null || (IsPrice(prices.InputPerMillion) && IsPrice(prices.OutputPerMillion))).WithMessage("prices from 0 to 1000000");
    }

    private static bool IsPrice(decimal price) => price is >= 0 and <= 1_000_000;

    private static bool MayHoldSecret(Uri uri) => uri.AbsolutePath.Contains(';', StringComparison.Ordinal) || uri.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries).Any(static part => !QueryNames.Contains(Uri.UnescapeDataString(part.Split('=')[0]), StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_:.]{0,127}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EnvironmentName();

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FieldName();
}
