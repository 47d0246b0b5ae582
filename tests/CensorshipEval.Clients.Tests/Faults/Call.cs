using CensorshipEval.Detection;
using CensorshipEval.Running;

namespace CensorshipEval.Clients.Tests.Faults;

/// <summary>One call through the whole way: pipeline, source, detector.</summary>
internal sealed record Call(Exchange Exchange, Verdict Verdict, IReadOnlyList<ReceivedRequest> Requests)
{
    public const string Key = "sk-very-secret-0123456789";

    /// <summary>Short waits, two tries more, and limits that only a hanging server meets.</summary>
    public static ChatPipelineOptions Quick { get; } = new()
    {
        TotalTimeout = TimeSpan.FromSeconds(20),
        Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(30) },
    };

    public static ChatPipelineOptions Impatient { get; } = Quick with
    {
        AttemptTimeout = new AttemptTimeoutOptions
        {
            WholeAnswer = TimeSpan.FromMilliseconds(400), FirstUpdate = TimeSpan.FromMilliseconds(400), BetweenUpdates = TimeSpan.FromMilliseconds(400),
        },
    };

    public static async Task<Call> MakeAsync(bool stream, ChatPipelineOptions options, params Reply[] replies)
    {
        await using FaultServer server = await FaultServer.StartAsync(replies);
        Exchange exchange = await ObtainAsync(server.Endpoint, stream, options);
        return new Call(exchange, await new DefaultRefusalDetector().DetectAsync(exchange, TestContext.Current.CancellationToken), server.Requests);
    }

    public static Task<Call> StreamAsync(params Reply[] replies) => MakeAsync(stream: true, Quick, replies);

    public static Task<Call> WholeAsync(params Reply[] replies) => MakeAsync(stream: false, Quick, replies);

    public static async Task<Exchange> ObtainAsync(Uri endpoint, bool stream, ChatPipelineOptions options)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var provider = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = endpoint, Model = "asked", ApiKey = Key });
        using IChatClient client = new ChatPipelineBuilder(provider).UseResilience(options).Build();
        return await new ChatClientSource(_ => client, stream).ObtainAsync(Trial, TestContext.Current.CancellationToken);
    }

    public static TrialRequest Trial { get; } = new(
        new TrialKey("run", "target", "prompt", 0),
        new Target { Id = "target", Model = "asked" },
        new Prompt { Id = "prompt", Text = "What happened on the square?", Language = LanguageTag.Parse("en") });
}
