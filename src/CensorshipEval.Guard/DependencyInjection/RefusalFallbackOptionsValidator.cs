using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard;

internal sealed class RefusalFallbackOptionsValidator : IValidateOptions<RefusalFallbackOptions>
{
    public ValidateOptionsResult Validate(string? name, RefusalFallbackOptions options) =>
        options.Validate() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
