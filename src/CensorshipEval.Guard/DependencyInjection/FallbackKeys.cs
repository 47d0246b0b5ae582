using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard;

/// <summary>Which client falls back to which: a key that is not there is told at start, and a circle when it is closed, which would never come to an end.</summary>
internal sealed class FallbackKeys(object? serviceKey, object fallbackKey)
{
    private object? First => serviceKey;

    private object Other => fallbackKey;

    /// <exception cref="ArgumentException">The clients would fall back to one another for ever.</exception>
    public static void Add(IServiceCollection services, object? serviceKey, object fallbackKey, string optionsName)
    {
        List<FallbackKeys> known = [.. services.Where(static one => !one.IsKeyedService && one.ServiceType == typeof(FallbackKeys)).Select(static one => (FallbackKeys)one.ImplementationInstance!)];
        if (Leads(known, fallbackKey, serviceKey))
            throw new ArgumentException($"The client '{serviceKey}' would be its own fallback, by '{fallbackKey}'. A fallback must be another client.", nameof(fallbackKey));
        services.AddSingleton(new FallbackKeys(serviceKey, fallbackKey));
        services.AddSingleton<IValidateOptions<RefusalFallbackOptions>>(provider =>
            new Presence(optionsName, fallbackKey, provider.GetService<IServiceProviderIsKeyedService>()));
    }

    private static bool Leads(List<FallbackKeys> known, object from, object? to) =>
        Equals(from, to) || known.Where(edge => Equals(edge.First, from)).Any(edge => Leads(known, edge.Other, to));

    private sealed class Presence(string optionsName, object fallbackKey, IServiceProviderIsKeyedService? services) : IValidateOptions<RefusalFallbackOptions>
    {
        // A container that cannot be asked tells when the client is made.
        public ValidateOptionsResult Validate(string? name, RefusalFallbackOptions options) => !string.Equals(name, optionsName, StringComparison.Ordinal) ? ValidateOptionsResult.Skip
            : services is null || services.IsKeyedService(typeof(IChatClient), fallbackKey) ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"There is no IChatClient with the key '{fallbackKey}' to fall back to.");
    }
}
