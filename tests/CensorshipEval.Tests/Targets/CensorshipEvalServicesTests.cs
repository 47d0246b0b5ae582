using CensorshipEval.DependencyInjection;
using CensorshipEval.Faults;
using CensorshipEval.Running;
using CensorshipEval.Targets;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CensorshipEval.Tests.Targets;

public sealed class CensorshipEvalServicesTests
{
    [Fact]
    public async Task Targets_keys_and_requests_come_from_the_app_and_clients_are_keyed()
    {
        await using var server = await FaultServer.StartAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(Settings(
            ("CensorshipEval:Targets:0:Id", "one"), ("CensorshipEval:Targets:0:Endpoint", server.Endpoint.ToString()), ("CensorshipEval:Targets:0:Model", "asked"),
            ("CensorshipEval:Targets:0:ApiKeyName", "Models:One:Key"), ("CensorshipEval:Targets:0:Temperature", "0.5"), ("CensorshipEval:Targets:0:Timeout", "00:00:30"),
            ("CensorshipEval:Targets:0:InputPerMillion", "0.25"), ("Models:One:Key", "sk-from-configuration")));
        builder.Services.AddHttpClient("models", static client => client.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(LiveModels.Handler);
        builder.Services.AddCensorshipEval(
            builder.Configuration.GetSection("CensorshipEval"), http: static provider => provider.GetRequiredService<IHttpClientFactory>().CreateClient("models"));
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        ChatResponse response = await host.Services.GetRequiredKeyedService<IChatClient>("one").GetResponseAsync("What happened?", cancellationToken: TestContext.Current.CancellationToken);
        response.Text.ShouldBe(Completions.Text);
        server.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer sk-from-configuration");
        TargetConnection connection = host.Services.GetRequiredService<LiveModels>().Targets.Connections.ShouldHaveSingleItem();
        connection.Target.Sampling.Temperature.ShouldBe(0.5f);
        connection.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        connection.Prices.ShouldBe(new TokenPrices(0.25m, 0));
        host.Services.GetRequiredService<EvaluationRunner>().Judges.Detector.Name.ShouldBe("default");
        host.Services.GetRequiredService<IExchangeSource>().ShouldBeSameAs(host.Services.GetRequiredService<LiveModels>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_wrong_with_the_targets_is_told_when_the_app_starts()
    {
        string message = await StartAsync(
            ("Targets:0:Id", "one"), ("Targets:0:Endpoint", "ftp://a.example"), ("Targets:0:Model", "m"), ("Targets:0:Temperature", "7"),
            ("Targets:1:Id", "one"), ("Targets:1:Endpoint", "https://b.example/v1"));
        message.ShouldContain("every target id once");
        message.ShouldContain("https://api.example.com/v1");
        message.ShouldContain("a number from 0 to 2");
        message.ShouldContain("the model's name");
        (await StartAsync()).ShouldContain("at least one target");
    }

    [Fact]
    public async Task A_missing_key_is_told_when_the_app_starts() =>
        (await StartAsync(("Targets:0:Endpoint", "https://b.example/v1"), ("Targets:0:Model", "m"), ("Targets:0:ApiKeyName", "NO_SUCH_KEY_HERE"))).ShouldContain("nothing under NO_SUCH_KEY_HERE");

    [Fact]
    public async Task What_the_services_have_already_is_used()
    {
        var detector = new Detection.PhraseRefusalDetector();
        var services = new ServiceCollection();
        services.AddSingleton<IRefusalDetector>(detector);
        services.AddCensorshipEval(static options => options.Targets.Add(new TargetOptions { Endpoint = new Uri("https://b.example/v1"), Model = "m" }));
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        provider.GetRequiredService<EvaluationRunner>().Judges.Detector.ShouldBe(detector.Id);
        provider.GetRequiredKeyedService<IChatClient>("m@b.example").ShouldNotBeNull();
    }

    private static async Task<string> StartAsync(params (string Name, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddCensorshipEval(new ConfigurationBuilder().AddInMemoryCollection(Settings(settings)).Build());
        using IHost host = builder.Build();
        return (await Should.ThrowAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken))).ToString();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(params (string Name, string Value)[] settings) =>
        settings.Select(static setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value));
}
