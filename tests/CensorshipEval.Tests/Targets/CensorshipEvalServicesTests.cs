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
    public async Task Errors_are_told_in_the_names_of_the_options_and_a_doubled_id_by_its_name()
    {
        string message = await StartAsync(
            ("Targets:0:Id", "same"), ("Targets:0:Endpoint", "https://a.example/v1"), ("Targets:0:Model", "m"), ("Targets:0:Timeout", "30"), ("Targets:0:ApiKeyName", "sk-not a name"),
            ("Targets:1:Id", "same"), ("Targets:1:Endpoint", "https://b.example/v1?key=secret"), ("Targets:1:Model", "m"), ("Targets:1:SystemPrompt", " "), ("Targets:1:InputPerMillion", "-1"));
        message.ShouldContain("'same'");
        message.ShouldContain("Targets[0].Timeout:");
        message.ShouldContain("00:01:00");
        message.ShouldContain("Targets[0].ApiKeyName:");
        message.ShouldContain("Targets[1].SystemPrompt:");
        message.ShouldContain("Targets[1].Endpoint:");
        message.ShouldContain("Targets[1].InputPerMillion");
        foreach (string unknown in new[] { "timeoutSeconds", "apiKeyEnv", "connections", "targets[", "secret" }) message.ShouldNotContain(unknown, Case.Sensitive);
    }

    [Theory]
    [InlineData("Audit:Targets:0:ApiKeyNam", "ApiKeyName")]
    [InlineData("Audit:Curency", "Currency")]
    public async Task A_name_that_no_option_has_is_told(string name, string meant)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings(("Audit:Targets:0:Endpoint", "https://b.example/v1"), ("Audit:Targets:0:Model", "m"), (name, "X")));
        builder.Services.AddCensorshipEval(builder.Configuration.GetSection("Audit"));
        using IHost host = builder.Build();
        string message = (await Should.ThrowAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken))).ToString();
        message.ShouldContain($"'{name}' is no option");
        message.ShouldContain(meant);
    }

    [Fact]
    public async Task An_empty_key_in_the_configuration_hides_none_of_the_environment()
    {
        // PATH is there wherever tests run, and nothing is sent.
        var lookup = new KeyLookup(new ServiceCollection().AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(Settings(("PATH", ""), ("HOME", "from-configuration"))).Build()).BuildServiceProvider());
        lookup.Find("PATH").ShouldBe(Environment.GetEnvironmentVariable("PATH"));
        lookup.Find("HOME").ShouldBe("from-configuration");
        (await StartAsync(("Targets:0:Endpoint", "https://b.example/v1"), ("Targets:0:Model", "m"), ("Targets:0:ApiKeyName", "NO_SUCH_KEY_HERE"), ("NO_SUCH_KEY_HERE", "")))
            .ShouldContain("the app's configuration or environment");
    }

    [Fact]
    public void Of_several_calls_the_last_that_says_where_requests_come_from_holds()
    {
        var asked = new List<string>();
        var services = new ServiceCollection();
        services.AddCensorshipEval(static options => options.Targets.Add(new TargetOptions { Endpoint = new Uri("https://b.example/v1"), Model = "one" }), _ => Client("first"));
        services.AddCensorshipEval(static options => options.Targets.Add(new TargetOptions { Endpoint = new Uri("https://b.example/v1"), Model = "two" }), _ => Client("second"));
        services.AddCensorshipEval(static options => options.Currency = "EUR");
        using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        provider.GetRequiredService<LiveModels>().Targets.Targets.Count.ShouldBe(2);
        asked.ShouldBe(["second"]);

        HttpClient Client(string name)
        {
            asked.Add(name);
            return new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        }
    }

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
