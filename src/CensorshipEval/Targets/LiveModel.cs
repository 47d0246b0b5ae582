using CensorshipEval.Clients;
using CensorshipEval.Running;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Targets;

/// <summary>One live target: its client, and the client in the pipeline as a source of exchanges.</summary>
internal sealed class LiveModel : IDisposable
{
    private readonly OpenAICompatibleChatClient _provider;

    public LiveModel(TargetConnection connection, string? key, HttpClient http, ProviderRateLimiter? limiter, ILogger logger, TimeProvider time)
    {
        Connection = connection;
        Target target = connection.Target;
        _provider = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions
        {
            Endpoint = target.Endpoint!,
            Model = target.Model,
            ApiKey = key,
            ApiKeyHeader = connection.ApiKeyHeader,
            MaxTokensField = connection.MaxTokensField,
            AskForUsage = connection.AskForUsage,
        }, time);
        ChatPipelineOptions options = OptionsFor(connection);
        RetryOptions retry = options.Retry with
        {
            OnRetry = notice => TargetLog.Retrying(logger, target.Id, notice.Attempt, notice.Failure.Code ?? "unknown", Math.Round(notice.Wait.TotalSeconds, 1)),
        };
        Client = new ChatPipelineBuilder(_provider).UseResilience(options with { Retry = retry }, limiter, time).Build();
        Source = new ChatClientSource(_ => Client, connection.Stream, time);

        // A probe asks once: whoever waits for it wants to know what is wrong, not to wait for it to pass.
        IChatClient once = new ChatPipelineBuilder(_provider).UseAttemptTimeout(options.AttemptTimeout, time).Build();
        ProbeSource = new ChatClientSource(_ => once, connection.Stream, time);
    }

    public TargetConnection Connection { get; }

    public IChatClient Client { get; }

    public IExchangeSource Source { get; }

    public IExchangeSource ProbeSource { get; }

    public void Dispose()
    {
        Client.Dispose();
        _provider.Dispose();
    }

    private static ChatPipelineOptions OptionsFor(TargetConnection connection)
    {
        var options = new ChatPipelineOptions { Concurrency = connection.Concurrency };
        if (connection.Timeout is not { } timeout) return options;
        TimeSpan allAttempts = timeout * (options.Retry.MaxRetries + 1);
        return options with
        {
            AttemptTimeout = new AttemptTimeoutOptions { WholeAnswer = timeout, FirstUpdate = timeout, BetweenUpdates = timeout },
            TotalTimeout = allAttempts > options.TotalTimeout ? allAttempts : options.TotalTimeout,
        };
    }
}
