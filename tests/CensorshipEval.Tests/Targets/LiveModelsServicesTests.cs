using CensorshipEval.Clients;
using CensorshipEval.DependencyInjection;
using CensorshipEval.Faults;
using CensorshipEval.Targets;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Tests.Targets;

public sealed class LiveModelsServicesTests
{
    [Fact]
    public async Task Each_target_is_a_chat_client_under_its_id_with_keys_from_a_configuration_and_requests_from_a_factory()
    {
        await using var server = await FaultServer.StartAsync(Reply.Json("{}", 503, ("Retry-After", "0")), Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));
        var targets = new TargetSet([new TargetConnection { Target = new Target { Id = "one", Model = "asked", Endpoint = server.Endpoint }, ApiKeyEnv = "Models:One:Key" }]);
        var log = new RecordingLogger();
        var services = new ServiceCollection();
        services.AddHttpClient("models", static client => client.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(LiveModels.Handler);
        services.AddSingleton<ILogger<LiveModels>>(log);
        services.AddLiveModels(
            targets,
            keyOf: static (_, name) => name == "Models:One:Key" ? "sk-from-configuration" : null,
            http: static provider => provider.GetRequiredService<IHttpClientFactory>().CreateClient("models"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        IChatClient client = provider.GetRequiredKeyedService<IChatClient>("one");
        ChatResponse response = await client.GetResponseAsync("What happened?", cancellationToken: TestContext.Current.CancellationToken);
        response.Text.ShouldBe(Completions.Text);
        server.Requests.Count.ShouldBe(2, "the pipeline is around it");
        server.Requests.ShouldAllBe(static request => request.Headers["Authorization"] == "Bearer sk-from-configuration");
        client.ShouldBeSameAs(provider.GetRequiredService<LiveModels>().ClientOf(targets.Targets[0]));
        log.Lines.ShouldHaveSingleItem().ShouldStartWith("20 one: attempt 1 failed (http-503)");
    }

    [Fact]
    public void A_missing_key_is_told_when_the_first_client_is_asked_for()
    {
        var targets = new TargetSet([new TargetConnection { Target = new Target { Id = "one", Model = "m", Endpoint = new Uri("https://a.example/v1") }, ApiKeyEnv = "NO_SUCH_KEY_HERE" }]);
        using ServiceProvider provider = new ServiceCollection().AddLiveModels(targets).BuildServiceProvider();
        Should.Throw<InputException>(() => provider.GetRequiredKeyedService<IChatClient>("one")).Message.ShouldContain("nothing under NO_SUCH_KEY_HERE");
    }

    private sealed class RecordingLogger : ILogger<LiveModels>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{eventId.Id} {formatter(state, exception)}");
    }
}
