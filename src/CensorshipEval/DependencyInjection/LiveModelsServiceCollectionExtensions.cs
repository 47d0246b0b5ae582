using CensorshipEval.Targets;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.DependencyInjection;

/// <summary>Adds live models to an app's services.</summary>
public static class LiveModelsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="LiveModels"/> as a singleton, and for each target its <see cref="IChatClient"/> with the whole pipeline, keyed by the target's id.
    /// The targets were checked when their set was made; keys are looked up when the first client is asked for.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="keyOf">Finds a key by its name, in a configuration for instance; by default environment variables.</param>
    /// <param name="http">Gives the client that sends the requests, from an <c>IHttpClientFactory</c> for instance; by default one of its own.</param>
    public static IServiceCollection AddLiveModels(
        this IServiceCollection services, TargetSet targets, Func<IServiceProvider, string, string?>? keyOf = null, Func<IServiceProvider, HttpClient>? http = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(targets);
        services.AddSingleton(provider => new LiveModels(
            targets,
            keyOf is null ? null : name => keyOf(provider, name),
            (ILogger<LiveModels>?)provider.GetService(typeof(ILogger<LiveModels>)),
            http?.Invoke(provider),
            (TimeProvider?)provider.GetService(typeof(TimeProvider))));
        foreach (Target target in targets.Targets)
            services.AddKeyedSingleton(target.Id, (provider, _) => provider.GetRequiredService<LiveModels>().ClientOf(target));

        return services;
    }
}
