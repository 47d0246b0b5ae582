using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard;

/// <summary>Adds guards and fallbacks to an app's services.</summary>
public static class RefusalGuardServiceCollectionExtensions
{
    /// <summary>
    /// Puts a guard around the <see cref="IChatClient"/> that was registered before, which keeps its key and lifetime. Options are checked when the app
    /// starts. Where that client has a guard already, this only adds to its options. An <see cref="IRefusalDetector"/>, an <see cref="ILanguageIdentifier"/> or a <see cref="TimeProvider"/> of the services is used where there is one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; nothing for the defaults.</param>
    /// <param name="serviceKey">The key of the client; <see langword="null"/> for the one without a key. Its text is the name of the options.</param>
    /// <exception cref="InvalidOperationException">No client was registered under that key.</exception>
    public static IServiceCollection AddRefusalGuard(this IServiceCollection services, Action<RefusalGuardOptions>? configure = null, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<RefusalGuardOptions> options = services.AddOptions<RefusalGuardOptions>(NameOf(serviceKey)).ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RefusalGuardOptions>, RefusalGuardOptionsValidator>());
        AddJudging(services);
        // One guard is enough: a second would find all told already.
        if (ChatClientDecoration.Has(services, serviceKey, typeof(RefusalGuardChatClient))) return services;
        // Made once: what bounds the names in metrics must outlive the scopes in which clients may be made.
        var parts = new object();
        services.AddKeyedSingleton(parts, (provider, _) => RefusalGuardParts.Make(
            provider.GetRequiredService<IOptionsMonitor<RefusalGuardOptions>>().Get(NameOf(serviceKey)),
            provider.GetRequiredService<IRefusalDetector>(),
            provider.GetService<ILogger<RefusalGuardChatClient>>(),
            provider.GetService<TimeProvider>(),
            provider.GetRequiredService<ILanguageIdentifier>()));
        ChatClientDecoration.Around(services, serviceKey, typeof(RefusalGuardChatClient), (provider, inner) => new RefusalGuardChatClient(inner, provider.GetRequiredKeyedService<RefusalGuardParts>(parts)));
        return services;
    }

    /// <summary>The same, with options from a configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section that holds the options by their names. Names that no option has, and a section that is not there, are told at start.</param>
    /// <param name="configure">Sets what a configuration cannot hold, such as <see cref="RefusalGuardOptions.OnRefusal"/>.</param>
    /// <param name="serviceKey">The key of the client; <see langword="null"/> for the one without a key.</param>
    /// <exception cref="InvalidOperationException">No client was registered under that key.</exception>
    public static IServiceCollection AddRefusalGuard(
        this IServiceCollection services, IConfiguration section, Action<RefusalGuardOptions>? configure = null, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<RefusalGuardOptions>(NameOf(serviceKey)).Configure(options => section.Bind(options));
        if (section is IConfigurationSection named) services.AddSingleton<IValidateOptions<RefusalGuardOptions>>(new ConfiguredNames<RefusalGuardOptions>(NameOf(serviceKey), named));
        return services.AddRefusalGuard(configure, serviceKey);
    }

    /// <summary>
    /// Gives the <see cref="IChatClient"/> that was registered before a fallback: another registered client, asked where the first refuses and the app says
    /// that the request is benign. Options are checked when the app starts. The budget is the <see cref="FallbackBudget"/> of the same key, which is added
    /// from the options unless there is one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="fallbackKey">The key of the other client.</param>
    /// <param name="isBenign">Whether a request may be put to the other model; asked only after a refusal. There is no default that says yes.</param>
    /// <param name="configure">Sets the options; nothing for the defaults.</param>
    /// <param name="section">The section that holds the options by their names, which are checked; nothing for none.</param>
    /// <param name="serviceKey">The key of the first client; <see langword="null"/> for the one without a key. Its text is the name of the options.</param>
    /// <exception cref="InvalidOperationException">No client was registered under that key.</exception>
    /// <exception cref="ArgumentException">The client would be its own fallback, at once or by way of others.</exception>
    public static IServiceCollection AddRefusalFallback(
        this IServiceCollection services,
        object fallbackKey,
        Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign,
        Action<RefusalFallbackOptions>? configure = null,
        IConfiguration? section = null,
        object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(isBenign);
        return services.AddRefusalFallback(fallbackKey, _ => isBenign, configure, section, serviceKey);
    }

    /// <summary>The same, with a predicate that is made from the services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="fallbackKey">The key of the other client.</param>
    /// <param name="isBenign">Gives the predicate; called when the client is made, with the services of its scope.</param>
    /// <param name="configure">Sets the options; nothing for the defaults.</param>
    /// <param name="section">The section that holds the options by their names, which are checked; nothing for none.</param>
    /// <param name="serviceKey">The key of the first client; <see langword="null"/> for the one without a key. Its text is the name of the options.</param>
    /// <exception cref="InvalidOperationException">No client was registered under that key.</exception>
    /// <exception cref="ArgumentException">The client would be its own fallback, at once or by way of others.</exception>
    public static IServiceCollection AddRefusalFallback(
        this IServiceCollection services,
        object fallbackKey,
        Func<IServiceProvider, Func<FallbackRequest, CancellationToken, ValueTask<bool>>> isBenign,
        Action<RefusalFallbackOptions>? configure = null,
        IConfiguration? section = null,
        object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(fallbackKey);
        ArgumentNullException.ThrowIfNull(isBenign);
        FallbackKeys.Add(services, serviceKey, fallbackKey, NameOf(serviceKey));
        OptionsBuilder<RefusalFallbackOptions> options = services.AddOptions<RefusalFallbackOptions>(NameOf(serviceKey)).ValidateOnStart();
        if (section is not null) options.Configure(bound => section.Bind(bound));
        if (section is IConfigurationSection named)
        {
            services.AddSingleton<IValidateOptions<RefusalFallbackOptions>>(new ConfiguredNames<RefusalFallbackOptions>(
                NameOf(serviceKey), named, static all => ConfiguredNames<FallbackBudgetOptions>.Unknown(all.GetSection(nameof(RefusalFallbackOptions.Budget)))));
        }

        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RefusalFallbackOptions>, RefusalFallbackOptionsValidator>());
        AddJudging(services);
        if (serviceKey is null) services.TryAddSingleton(provider => BudgetOf(provider, serviceKey));
        else services.TryAddKeyedSingleton(serviceKey, (provider, _) => BudgetOf(provider, serviceKey));
        // Made once, as those of a guard are.
        var parts = new object();
        services.AddKeyedSingleton(parts, (provider, _) => RefusalFallbackParts.Make(
            OptionsOf(provider, serviceKey),
            provider.GetRequiredService<IRefusalDetector>(),
            provider.GetService<ILogger<RefusalFallbackChatClient>>(),
            provider.GetService<TimeProvider>(),
            provider.GetRequiredService<ILanguageIdentifier>()));
        ChatClientDecoration.Around(services, serviceKey, typeof(RefusalFallbackChatClient), (provider, inner) => new RefusalFallbackChatClient(
            inner,
            provider.GetRequiredKeyedService<IChatClient>(fallbackKey),
            isBenign(provider),
            serviceKey is null ? provider.GetRequiredService<FallbackBudget>() : provider.GetRequiredKeyedService<FallbackBudget>(serviceKey),
            provider.GetRequiredKeyedService<RefusalFallbackParts>(parts)));
        return services;
    }

    private static void AddJudging(IServiceCollection services)
    {
        services.TryAddSingleton<IRefusalDetector>(static _ => new DefaultRefusalDetector());
        services.TryAddSingleton<ILanguageIdentifier>(static _ => new DefaultLanguageIdentifier());
    }

    private static RefusalFallbackOptions OptionsOf(IServiceProvider provider, object? serviceKey) =>
        provider.GetRequiredService<IOptionsMonitor<RefusalFallbackOptions>>().Get(NameOf(serviceKey));

    private static FallbackBudget BudgetOf(IServiceProvider provider, object? serviceKey) => new(OptionsOf(provider, serviceKey).Budget, provider.GetService<TimeProvider>());

    private static string NameOf(object? serviceKey) => serviceKey?.ToString() ?? Options.DefaultName;
}
