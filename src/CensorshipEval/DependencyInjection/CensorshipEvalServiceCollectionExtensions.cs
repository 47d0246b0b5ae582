using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Guard;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using CensorshipEval.Targets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CensorshipEval.DependencyInjection;

/// <summary>Adds all that an audit within an app needs.</summary>
public static class CensorshipEvalServiceCollectionExtensions
{
    /// <summary>
    /// Adds, from a configuration: each target's <see cref="Microsoft.Extensions.AI.IChatClient"/> with the whole pipeline under its id as key,
    /// <see cref="LiveModels"/> as the <see cref="IExchangeSource"/>, and an <see cref="EvaluationRunner"/> with the default detector, all measures, the built-in
    /// corpus and a store in memory. What the services have already of <see cref="IRefusalDetector"/>, <see cref="IPromptCorpus"/>, <see cref="IRunStore"/>,
    /// a list of <see cref="IContentMeasure"/> and <see cref="TimeProvider"/> is used in their place.
    /// </summary>
    /// <remarks>
    /// The targets are checked when the app starts, and that their keys are in the configuration or the environment. Which clients there are is read when they are
    /// added: a configuration that changes later changes none. A container of one's own is to be disposed of by <c>await using</c>, as hosts do.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="section">The section that holds <see cref="CensorshipEvalOptions"/> by their names. Names that no option has are told when the app starts.</param>
    /// <param name="configure">Changes what the configuration says; nothing by default.</param>
    /// <param name="http">
    /// Gives the client that sends the requests, from an <c>IHttpClientFactory</c> for instance, with an infinite timeout and <see cref="LiveModels.Handler"/>; by default one of its own. Of several calls
    /// the last that gives one holds.
    /// </param>
    public static IServiceCollection AddCensorshipEval(
        this IServiceCollection services, IConfiguration section, Action<CensorshipEvalOptions>? configure = null, Func<IServiceProvider, HttpClient>? http = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        if (section is IConfigurationSection named)
        {
            services.AddSingleton<IValidateOptions<CensorshipEvalOptions>>(new ConfiguredNames<CensorshipEvalOptions>(
                Options.DefaultName, named, static all => all.GetSection(nameof(CensorshipEvalOptions.Targets)).GetChildren().SelectMany(ConfiguredNames<TargetOptions>.Unknown)));
        }

        return services.AddCensorshipEval(
            options =>
            {
                section.Bind(options);
                configure?.Invoke(options);
            },
            http);
    }

    /// <summary>The same, with options from code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. Called now, to know the targets, and again when the app starts.</param>
    /// <param name="http">Gives the client that sends the requests; by default one of its own.</param>
    public static IServiceCollection AddCensorshipEval(this IServiceCollection services, Action<CensorshipEvalOptions> configure, Func<IServiceProvider, HttpClient>? http = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CensorshipEvalOptions>().Configure(configure).ValidateOnStart();
        // Of several calls the last that says where requests come from holds, as with options.
        if (http is not null) services.AddSingleton(new RequestSource(http));
        services.TryAddSingleton(static provider => new KeyLookup(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CensorshipEvalOptions>, CensorshipEvalOptionsValidator>());
        services.TryAddSingleton(static provider => new LiveModels(
            provider.GetRequiredService<IOptions<CensorshipEvalOptions>>().Value.ToTargetSet(),
            provider.GetRequiredService<KeyLookup>().Find,
            provider.GetService<ILogger<LiveModels>>(),
            provider.GetServices<RequestSource>().LastOrDefault()?.Make(provider),
            provider.GetService<TimeProvider>()));
        services.TryAddSingleton<IExchangeSource>(static provider => provider.GetRequiredService<LiveModels>());
        var now = new CensorshipEvalOptions();
        configure(now);
        foreach (string id in now.Targets.Select(static target => target.KeyOfClient).Distinct(StringComparer.Ordinal))
        {
            services.TryAddKeyedSingleton(id, static (provider, key) =>
            {
                LiveModels models = provider.GetRequiredService<LiveModels>();
                return models.ClientOf(models.Targets.Targets.First(target => target.Id == (string?)key));
            });
        }

        return services.AddRunner();
    }

    private static IServiceCollection AddRunner(this IServiceCollection services)
    {
        services.TryAddSingleton<IRefusalDetector>(static _ => new DefaultRefusalDetector());
        services.TryAddSingleton<IPromptCorpus>(static _ => PromptCorpus.BuiltIn);
        services.TryAddSingleton<IRunStore>(static _ => new InMemoryRunStore());
        services.TryAddSingleton<IReadOnlyList<IContentMeasure>>(static _ => ContentMeasures.All());
        services.TryAddSingleton(static provider =>
        {
            LiveModels models = provider.GetRequiredService<LiveModels>();
            return new EvaluationRunner(
                provider.GetRequiredService<IRunStore>(),
                provider.GetRequiredService<IRefusalDetector>(),
                provider.GetRequiredService<IReadOnlyList<IContentMeasure>>(),
                provider.GetRequiredService<IPromptCorpus>(),
                new EvaluationRunnerOptions { ConcurrencyOf = target => models.Targets.Of(target).Concurrency },
                provider.GetService<TimeProvider>(),
                provider.GetService<ILogger<EvaluationRunner>>());
        });
        return services;
    }
}
