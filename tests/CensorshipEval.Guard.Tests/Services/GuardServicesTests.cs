using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CensorshipEval.Guard.Tests.Services;

public sealed class GuardServicesTests
{
    [Fact]
    public async Task A_registered_client_is_guarded_with_or_without_a_key()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(new ScriptedClient("plain", Asking.Refusal));
        services.AddKeyedSingleton<IChatClient>("other", (_, _) => new ScriptedClient("keyed", Asking.Refusal));
        services.AddKeyedSingleton<IChatClient>("bare", (_, _) => new ScriptedClient("bare", Asking.Refusal));
        services.AddRefusalGuard().AddRefusalGuard(serviceKey: "other");
        await using ServiceProvider container = services.BuildServiceProvider(validateScopes: true);

        (await container.GetRequiredService<IChatClient>().AskAsync(stream: false)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        (await container.GetRequiredKeyedService<IChatClient>("other").AskAsync(stream: false)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        (await container.GetRequiredKeyedService<IChatClient>("bare").AskAsync(stream: false)).GetVerdict().ShouldBeNull();
    }

    [Fact]
    public async Task Options_come_from_a_configuration_and_a_handler_from_code()
    {
        int told = 0;
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(new ScriptedClient("m", Asking.Refusal));
        services.AddRefusalGuard(
            Section(("DetectionTimeout", "00:00:07"), ("MaxModels", "9"), ("RecordContent", "true")), options => options.OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid());
        await using ServiceProvider container = services.BuildServiceProvider();
        RefusalGuardOptions options = container.GetRequiredService<IOptions<RefusalGuardOptions>>().Value;
        options.DetectionTimeout.ShouldBe(TimeSpan.FromSeconds(7));
        options.MaxModels.ShouldBe(9);
        options.RecordContent.ShouldBeTrue();
        await container.GetRequiredService<IChatClient>().AskAsync(stream: true);
        told.ShouldBe(1);
    }

    [Fact]
    public async Task Bad_options_stop_the_app_when_it_starts()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IChatClient>(new ScriptedClient("m", Asking.Refusal));
        builder.Services.AddKeyedSingleton<IChatClient>("other", (_, _) => new ScriptedClient("other", Asking.Answer));
        builder.Services.AddRefusalGuard(Section(("DetectionTimeout", "-00:00:01"), ("MaxModels", "0")));
        builder.Services.AddRefusalFallback("other", static (_, _) => ValueTask.FromResult(true), section: Section(("Budget:MaxCost", "5")));
        using IHost host = builder.Build();
        string message = (await Should.ThrowAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken))).ToString();
        message.ShouldContain("DetectionTimeout");
        message.ShouldContain("MaxModels");
        message.ShouldContain("CostPerCall");
    }

    [Fact]
    public async Task A_fallback_is_another_registered_client_and_its_budget_a_service()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IChatClient>("main", (_, _) => new ScriptedClient("first", Asking.Refusal));
        services.AddKeyedSingleton<IChatClient>("other", (_, _) => new ScriptedClient("other", Asking.Answer));
        services.AddRefusalGuard(serviceKey: "main").AddRefusalGuard(serviceKey: "other");
        services.AddRefusalFallback(
            "other", static (request, _) => ValueTask.FromResult(request.Messages[0].Text.Contains("Tiananmen", StringComparison.Ordinal)), section: Section(("Budget:MaxCalls", "1")), serviceKey: "main");
        await using ServiceProvider container = services.BuildServiceProvider(validateScopes: true);
        IChatClient client = container.GetRequiredKeyedService<IChatClient>("main");
        (await client.AskAsync(stream: true)).ModelId.ShouldBe("other");
        (await client.AskAsync(stream: true)).GetFallback()!.Outcome.ShouldBe(FallbackOutcome.BudgetExhausted);
        container.GetRequiredKeyedService<FallbackBudget>("main").Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_is_guarded_once_however_often_it_is_asked_for()
    {
        using var heard = new Heard();
        int told = 0;
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IChatClient>("main", (_, _) => new ScriptedClient("asked-for-twice", Asking.Refusal));
        services.AddKeyedSingleton<IChatClient>("other", (_, _) => new ScriptedClient("other", Asking.Answer));
        services.AddRefusalGuard(static options => options.MaxModels = 7, serviceKey: "main");
        services.AddRefusalFallback("other", static (_, _) => ValueTask.FromResult(false), serviceKey: "main");
        services.AddRefusalGuard(options => options.OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid(), serviceKey: "main");
        await using ServiceProvider container = services.BuildServiceProvider();
        await container.GetRequiredKeyedService<IChatClient>("main").AskAsync(stream: false);
        told.ShouldBe(1);
        container.GetRequiredService<IOptionsMonitor<RefusalGuardOptions>>().Get("main").MaxModels.ShouldBe(7);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", "asked-for-twice").Count.ShouldBe(1);

        // Another client in its place is not guarded yet.
        services.AddKeyedSingleton<IChatClient>("main", (_, _) => new ScriptedClient("in-its-place", Asking.Refusal));
        services.AddRefusalGuard(serviceKey: "main");
        await using ServiceProvider again = services.BuildServiceProvider();
        (await again.GetRequiredKeyedService<IChatClient>("main").AskAsync(stream: false)).GetVerdict().ShouldNotBeNull();
    }

    [Fact]
    public async Task Names_stay_few_in_metrics_however_many_scopes_there_are()
    {
        using var heard = new Heard();
        int count = 0;
        var services = new ServiceCollection();
        services.AddScoped<IChatClient>(_ => new ScriptedClient($"scoped-{count++}", Asking.Refusal));
        services.AddKeyedSingleton<IChatClient>("other", (_, _) => new ScriptedClient("other", Asking.Answer));
        services.AddRefusalFallback("other", static (_, _) => ValueTask.FromResult(false));
        await using ServiceProvider container = services.BuildServiceProvider(validateScopes: true);
        for (int i = 0; i < 120; i++)
        {
            await using AsyncServiceScope scope = container.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IChatClient>().AskAsync(stream: i % 2 == 0);
        }

        heard.Of("censorshipeval.guard.fallbacks").Select(static tags => tags["censorshipeval.fallback.first_model"]).Where(static name => name.StartsWith("scoped-", StringComparison.Ordinal))
            .Distinct().Count().ShouldBeInRange(1, 50);
    }

    [Fact]
    public async Task Clients_keep_their_lifetime_and_who_owned_them_disposes_of_them()
    {
        var given = new ScriptedClient("given", Asking.Answer);
        var made = new List<ScriptedClient>();
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(given);
        services.AddKeyedScoped<IChatClient>("scoped", (_, _) =>
        {
            made.Add(new ScriptedClient("scoped", Asking.Answer));
            return made[^1];
        });
        services.AddRefusalGuard().AddRefusalGuard(serviceKey: "scoped");
        await using (ServiceProvider container = services.BuildServiceProvider(validateScopes: true))
        {
            container.GetRequiredService<IChatClient>().ShouldBeSameAs(container.GetRequiredService<IChatClient>());
            for (int i = 0; i < 2; i++)
            {
                await using AsyncServiceScope scope = container.CreateAsyncScope();
                (await scope.ServiceProvider.GetRequiredKeyedService<IChatClient>("scoped").AskAsync(stream: false)).GetVerdict().ShouldNotBeNull();
            }

            made.Count.ShouldBe(2);
            made.ShouldAllBe(static client => client.Disposed == 1);
        }

        given.Disposed.ShouldBe(0);
    }

    [Fact]
    public void A_client_that_is_not_there_cannot_be_guarded()
    {
        Should.Throw<InvalidOperationException>(static () => new ServiceCollection().AddRefusalGuard()).Message.ShouldContain("Register the client first");
        Should.Throw<InvalidOperationException>(static () => new ServiceCollection().AddRefusalGuard(serviceKey: "main")).Message.ShouldContain("'main'");
    }

    [Fact]
    public async Task A_predicate_may_come_from_the_services_of_the_clients_scope()
    {
        var services = new ServiceCollection();
        services.AddKeyedScoped<IChatClient>("main", (_, _) => new ScriptedClient("first", Asking.Refusal));
        services.AddKeyedSingleton<IChatClient>("other", (_, _) => new ScriptedClient("other", Asking.Answer));
        services.AddScoped<Reviewed>();
        services.AddRefusalFallback("other", static provider => provider.GetRequiredService<Reviewed>().IsBenignAsync, serviceKey: "main");
        await using ServiceProvider container = services.BuildServiceProvider(validateScopes: true);
        await using AsyncServiceScope scope = container.CreateAsyncScope();
        IChatClient client = scope.ServiceProvider.GetRequiredKeyedService<IChatClient>("main");
        (await client.AskAsync(stream: false)).GetFallback()!.Outcome.ShouldBe(FallbackOutcome.NotBenign);
        scope.ServiceProvider.GetRequiredService<Reviewed>().Says = true;
        (await client.AskAsync(stream: false)).ModelId.ShouldBe("other");
    }

    [Fact]
    public async Task A_client_that_asks_for_its_key_is_given_it_when_it_is_guarded()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IChatClient, KeyedClient>("some-model");
        services.AddRefusalGuard(serviceKey: "some-model");
        await using ServiceProvider container = services.BuildServiceProvider(validateScopes: true);
        (await container.GetRequiredKeyedService<IChatClient>("some-model").AskAsync(stream: false)).ModelId.ShouldBe("some-model");
    }

    private static IConfiguration Section(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(static value => KeyValuePair.Create<string, string?>(value.Name, value.Value))).Build();

    private sealed class KeyedClient([ServiceKey] string key) : DelegatingChatClient(new ScriptedClient(key, Asking.Answer));

    private sealed class Reviewed
    {
        public bool Says { get; set; }

        public ValueTask<bool> IsBenignAsync(FallbackRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(Says);
    }
}
