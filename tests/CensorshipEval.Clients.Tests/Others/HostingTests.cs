using CensorshipEval.Clients.Tests.Faults;
using CensorshipEval.Clients.Tests.Resilience;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using Microsoft.Extensions.DependencyInjection;

namespace CensorshipEval.Clients.Tests.Others;

/// <summary>Our middleware in other people's houses.</summary>
public sealed class HostingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_middleware_works_in_a_builder_of_Microsofts_shape(bool stream)
    {
        var time = new ManualTime();
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 60 }, time);
        using var inner = new ScriptedClient(time, [ClientCalls.Failure()], ["Answer"]);
        using IChatClient client = new MicrosoftShapedBuilder(inner)
            .Use(inner => new ConcurrencyChatClient(inner, 2))
            .Use(inner => new TotalTimeoutChatClient(inner, TimeSpan.FromMinutes(5), time))
            .Use((inner, _) => new RetryChatClient(inner, timeProvider: time))
            .Use(inner => new RateLimitChatClient(inner, limiter))
            .Use(inner => new CircuitBreakerChatClient(inner, timeProvider: time))
            .Use(inner => new AttemptTimeoutChatClient(inner, timeProvider: time))
            .Use(inner => new TelemetryChatClient(inner, time))
            .Use(inner => new ErrorStatusChatClient(inner, static _ => null))
            .Build();
        Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);
        await time.RunAsync(call);

        string.Concat((await call).Select(static update => update.Text)).ShouldBe("Answer");
        inner.CallsAt.Count.ShouldBe(2);
        client.GetService(typeof(RetryChatClient)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_container_with_IHttpClientFactory_gives_a_client()
    {
        await using FaultServer server = await FaultServer.StartAsync(Reply.Json("{}", 503), Reply.Answer());
        var services = new ServiceCollection();
        services.AddHttpClient("provider", static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<IChatClient>(provider => new ChatPipelineBuilder(new OpenAICompatibleChatClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("provider"),
            new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "asked", ApiKey = Call.Key })).UseResilience(Call.Quick).Build());
        await using ServiceProvider container = services.BuildServiceProvider(validateScopes: true);
        IChatClient client = container.GetRequiredService<IChatClient>();

        Exchange exchange = await new ChatClientSource(_ => client).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken);

        exchange.Text.ShouldBe(Completions.Text);
        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusals_and_filters_of_any_client_are_understood(bool stream)
    {
        (await AskAsync(stream, [new ErrorContent("I can't help with that.") { ErrorCode = "Refusal" }, Finish(ChatFinishReason.Stop)]))
            .ShouldBe((Delivery.Delivered, Engagement.Refused));
        (await AskAsync(stream, ["Students", Finish(ChatFinishReason.ContentFilter)])).Delivery.ShouldBe(Delivery.OutputBlocked);
        (await AskAsync(stream, [Finish(ChatFinishReason.ContentFilter)])).Delivery.ShouldBe(Delivery.InputBlocked);
        (await AskAsync(stream, [new ErrorContent("Filtered") { ErrorCode = "content_filter" }])).Delivery.ShouldBe(Delivery.InputBlocked);
    }

    private static ChatResponseUpdate Finish(ChatFinishReason reason) => new() { Role = ChatRole.Assistant, FinishReason = reason };

    private static async Task<(Delivery Delivery, Engagement? Engagement)> AskAsync(bool stream, object[] script)
    {
        using var inner = new ScriptedClient(TimeProvider.System, script);
        using IChatClient client = new ChatPipelineBuilder(inner).UseResilience(Call.Quick).Build();
        Exchange exchange = await new ChatClientSource(_ => client, stream).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken);
        Verdict verdict = await new DefaultRefusalDetector().DetectAsync(exchange, TestContext.Current.CancellationToken);
        inner.CallsAt.Count.ShouldBe(1);
        return (verdict.Delivery, verdict.Engagement);
    }

    /// <summary>As <c>ChatClientBuilder</c> of Microsoft.Extensions.AI is called: what is added first is outermost.</summary>
    private sealed class MicrosoftShapedBuilder(IChatClient innermost)
    {
        private readonly List<Func<IChatClient, IServiceProvider, IChatClient>> _layers = [];

        public MicrosoftShapedBuilder Use(Func<IChatClient, IChatClient> layer) => Use((inner, _) => layer(inner));

        public MicrosoftShapedBuilder Use(Func<IChatClient, IServiceProvider, IChatClient> layer)
        {
            _layers.Add(layer);
            return this;
        }

        public IChatClient Build()
        {
            using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
            return Enumerable.Reverse(_layers).Aggregate(innermost, (client, layer) => layer(client, services));
        }
    }
}
