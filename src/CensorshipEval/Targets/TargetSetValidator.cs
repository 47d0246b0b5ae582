using FluentValidation;

namespace CensorshipEval.Targets;

internal sealed class TargetSetValidator : AbstractValidator<TargetSet>
{
    /// <summary>In place of what may be a key.</summary>
    public const string NotShown = "something else, which is not shown lest it be the key";

    public TargetSetValidator()
    {
        RuleFor(static set => set.Connections).NotEmpty().WithMessage("at least one target")
            .Must(static connections => connections.Select(static connection => connection.Target.Id).Distinct(StringComparer.Ordinal).Count() == connections.Count)
            .WithMessage(static set => $"every target id once, and not twice {string.Join(", ", Doubled(set))}");
        RuleForEach(static set => set.Connections).SetValidator(new TargetConnectionValidator()).OverridePropertyName("targets");
    }

    /// <summary>Throws with every error at once.</summary>
    public static void Check(TargetSet set)
    {
        FluentValidation.Results.ValidationResult result = new TargetSetValidator().Validate(set);
        if (!result.IsValid) throw new InputException([.. result.Errors.Select(static error => Describe(error, "targets", null))]);
    }

    /// <summary>The error as ours. What stands where a key's name should is not shown: it may be the key.</summary>
    public static InputError Describe(FluentValidation.Results.ValidationFailure error, string source, int? line) =>
        new(source, line, Field(error.PropertyName), Found(error), error.ErrorMessage);

    private static IEnumerable<string> Doubled(TargetSet set) => set.Connections.GroupBy(static connection => connection.Target.Id, StringComparer.Ordinal)
        .Where(static same => same.Count() > 1).Select(static same => VisibleText.Quote(same.Key));

    private static string Field(string property) => string.Join('.', property.Split('.').Where(static step => step is not ("Target" or "Sampling")).Select(static step =>
        step switch
        {
            "SystemPrompt" => "system",
            "Timeout" => "timeoutSeconds",
            _ => char.ToLowerInvariant(step[0]) + step[1..],
        }));

    private static string Found(FluentValidation.Results.ValidationFailure error) => error switch
    {
        { AttemptedValue: null } => "nothing",
        { PropertyName: { } name } when name.EndsWith(nameof(TargetConnection.ApiKeyEnv), StringComparison.Ordinal) || name.EndsWith(nameof(TargetConnection.ApiKeyHeader), StringComparison.Ordinal) => NotShown,
        { AttemptedValue: Uri { IsAbsoluteUri: true } uri } => VisibleText.Quote(uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).Split(';')[0]),
        { AttemptedValue: Uri uri } => uri.OriginalString.Contains('@', StringComparison.Ordinal) ? NotShown : VisibleText.Quote(uri.OriginalString),
        { AttemptedValue: TokenPrices prices } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prices.InputPerMillion} and {prices.OutputPerMillion}"),
        { AttemptedValue: TimeSpan time } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.TotalSeconds}"),
        { AttemptedValue: System.Collections.ICollection items } => $"{items.Count} of them",
        _ => VisibleText.Quote(Convert.ToString(error.AttemptedValue, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    };
}
