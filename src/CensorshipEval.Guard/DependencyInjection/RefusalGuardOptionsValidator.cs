using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard;

internal sealed class RefusalGuardOptionsValidator : IValidateOptions<RefusalGuardOptions>
{
    public ValidateOptionsResult Validate(string? name, RefusalGuardOptions options) =>
        options.Validate() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
