using CensorshipEval.Clients;
using CensorshipEval.Running;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CensorshipEval.Targets;

/// <summary>
/// Live models behind the whole client pipeline, as a source of exchanges: one HTTP client for all, one rate limiter per host, one pipeline per target.
/// Redirects are not followed: they would carry the question, and the key, elsewhere.
/// </summary>
public sealed class LiveModels : IExchangeSource, IDisposable
{
    private readonly HttpClient? _own;
    private readonly Dictionary<string, ProviderRateLimiter> _limiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, LiveModel> _models = new(StringComparer.Ordinal);

    /// <summary>Makes the pipelines. Nothing is called yet.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="keyOf">Finds a key by its name; by default environment variables.</param>
    /// <param name="logger">Where retries are told; nowhere by default. No key and no text ever goes there.</param>
    /// <param name="http">
    /// Sends the requests, and is disposed by the caller; by default one of its own. Give it an infinite timeout and a <see cref="Handler"/>.
    /// </param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <exception cref="InputException">A key is missing; all that are missing are told at once.</exception>
    public LiveModels(TargetSet targets, Func<string, string?>? keyOf = null, ILogger<LiveModels>? logger = null, HttpClient? http = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Targets = targets;
        Dictionary<string, string?> keys = FindKeys(targets, keyOf ?? Environment.GetEnvironmentVariable);
        HttpClient client = http ?? (_own = new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan });
        TimeProvider time = timeProvider ?? TimeProvider.System;
        foreach (IGrouping<string, TargetConnection> host in targets.Connections.GroupBy(static connection => connection.Target.Endpoint!.Authority, StringComparer.OrdinalIgnoreCase))
        {
            ProviderRateLimiter limiter = LimiterFor(host, time);
            _limiters[host.Key] = limiter;
            foreach (TargetConnection connection in host)
                _models[connection.Target.Id] = new LiveModel(connection, keys[connection.Target.Id], client, limiter, logger ?? NullLogger<LiveModels>.Instance, time);
        }
    }

    /// <summary>The targets.</summary>
    public TargetSet Targets { get; }

    /// <summary>A handler as live models want it: it follows no redirect, which would carry the question, and the key, elsewhere.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    /// <summary>The client of a target, with the whole pipeline around it.</summary>
    /// <exception cref="KeyNotFoundException">It is none of these.</exception>
    public IChatClient ClientOf(Target target) => Model(target).Client;

    /// <inheritdoc/>
    public ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Model(request.Target).Source.ObtainAsync(request, cancellationToken);
    }

    /// <summary>
    /// Asks a target one harmless question, as the run would ask, and says whether address, key, model and streaming are right. What is wrong is told in the result.
    /// </summary>
    public Task<ProbeResult> ProbeAsync(Target target, CancellationToken cancellationToken = default) => TargetProbe.RunAsync(Model(target), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LiveModel model in _models.Values) model.Dispose();
        foreach (ProviderRateLimiter limiter in _limiters.Values) limiter.Dispose();
        _own?.Dispose();
    }

    private LiveModel Model(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return _models.TryGetValue(target.Id, out LiveModel? model) ? model : throw new KeyNotFoundException($"There is no target '{target.Id}'.");
    }

    private static Dictionary<string, string?> FindKeys(TargetSet targets, Func<string, string?> keyOf)
    {
        var errors = new List<InputError>();
        var keys = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (TargetConnection connection in targets.Connections)
        {
            try
            {
                keys[connection.Target.Id] = ApiKey.Find(connection, keyOf);
            }
            catch (InputException missing)
            {
                errors.AddRange(missing.Errors);
            }
        }

        return errors.Count == 0 ? keys : throw new InputException(errors);
    }

    // Also without rates: it listens to what the host says.
    private static ProviderRateLimiter LimiterFor(IEnumerable<TargetConnection> host, TimeProvider time) => new(
        new ProviderRateLimitOptions
        {
            RequestsPerMinute = host.Min(static connection => connection.RequestsPerMinute),
            TokensPerMinute = host.Min(static connection => connection.TokensPerMinute),
        },
        time);
}
