using Microsoft.Extensions.Configuration;

namespace CensorshipEval.DependencyInjection;

/// <summary>Where keys are found by their names: the app's configuration, secrets and all, then the environment.</summary>
internal sealed class KeyLookup(IServiceProvider services)
{
    private readonly IConfiguration? _configuration = (IConfiguration?)services.GetService(typeof(IConfiguration));

    // Templates of settings have empty strings where a key goes; they hide none.
    public string? Find(string name) => _configuration?[name] is { } configured && !string.IsNullOrWhiteSpace(configured) ? configured : Environment.GetEnvironmentVariable(name);
}
