using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CensorshipEval.Guard.Tests.Services;

/// <summary>What is wrong in a configuration is told when the app starts, and not by a default that stays in place.</summary>
public sealed class GuardConfigurationTests
{
    [Theory]
    [InlineData("Guard:DetectionTimeout", "2")]
    [InlineData("Fallback:DetectionTimeout", "2")]
    [InlineData("Guard:HandlerTimeout", "10")]
    [InlineData("Fallback:MaxHeldTime", "3")]
    [InlineData("Fallback:PredicateTimeout", "10")]
    [InlineData("Fallback:Budget:Window", "3600")]
    public async Task Days_that_were_meant_as_seconds_are_refused_and_the_form_is_told(string name, string value)
    {
        string message = await StartErrorAsync((name, value));
        message.ShouldContain(name.Split(':')[^1]);
        message.ShouldContain("00:00:02");
    }

    [Theory]
    [InlineData("Guard:DetectionTimout", "00:00:02", "DetectionTimeout")]
    [InlineData("Guard:OnRefusal", "log", "DetectionTimeout")]
    [InlineData("Fallback:MaxHeldCharacter", "300", "MaxHeldCharacters")]
    [InlineData("Fallback:Budget:MaxCals", "3", "MaxCalls")]
    public async Task A_name_that_no_option_has_is_told_with_those_that_there_are(string name, string value, string meant)
    {
        string message = await StartErrorAsync((name, value));
        message.ShouldContain($"'{name}' is no option");
        message.ShouldContain(meant);
    }

    [Theory]
    [InlineData("Fallback:Budget", "5", "'Fallback:Budget' is '5'")]
    [InlineData("Fallback:Budget:MaxCalls", "", "'Fallback:Budget:MaxCalls' is empty")]
    [InlineData("Fallback:Budget:MaxCalls:PerHour", "5", "'Fallback:Budget:MaxCalls' is a section")]
    [InlineData("Guard", "x", "'Guard' is 'x'")]
    [InlineData("Guard:MaxModels:0", "1", "'Guard:MaxModels' is a section")]
    [InlineData("Guard:MaxModels", "", "'Guard:MaxModels' is empty")]
    public async Task A_limit_that_the_binder_would_pass_over_stops_the_app(string name, string value, string told) =>
        (await StartErrorAsync((name, value))).ShouldContain(told);

    [Theory]
    [InlineData("Guard")]
    [InlineData("Fallback")]
    public async Task A_section_that_is_not_there_is_told(string missing) =>
        (await StartErrorAsync(without: missing)).ShouldContain($"nothing under '{missing}'");

    [Theory]
    [InlineData("1", "2", "at most MaxCost")]
    [InlineData("1", "79228162514264337593543950335", "0 to 1,000,000")]
    [InlineData("79228162514264337593543950335", "1", "MaxCost")]
    [InlineData("0", "1", "MaxCost")]
    public async Task A_budget_that_never_allows_a_call_or_cannot_be_summed_is_refused(string maxCost, string costPerCall, string told) =>
        (await StartErrorAsync(("Fallback:Budget:MaxCost", maxCost), ("Fallback:Budget:CostPerCall", costPerCall))).ShouldContain(told);

    [Fact]
    public void The_largest_budget_that_is_allowed_counts_without_overflow()
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions
        {
            MaxCalls = 1_000_000, MaxCost = 1_000_000_000, CostPerCall = 1_000_000, InputPerMillion = 1_000_000, OutputPerMillion = 1_000_000,
        });
        int calls = 0;
        while (budget.TryReserve(out FallbackReservation? reservation))
        {
            if (calls++ < 10) reservation.Settle(new TokenUsage { InputTokens = 100_000_000, OutputTokens = 100_000_000 });
        }

        calls.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_good_configuration_starts() => (await StartErrorAsync()).ShouldBeEmpty();

    [Fact]
    public async Task A_fallback_that_was_never_registered_is_told_by_its_key_when_the_app_starts()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IChatClient>(new ScriptedClient("m", Asking.Refusal));
        builder.Services.AddRefusalFallback("othr", static (_, _) => ValueTask.FromResult(true));
        using IHost host = builder.Build();
        (await Should.ThrowAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message.ShouldContain("'othr'");
    }

    [Fact]
    public void A_client_cannot_be_its_own_fallback_at_once_or_by_way_of_others()
    {
        var services = new ServiceCollection();
        foreach (string key in new[] { "a", "b", "c" }) services.AddKeyedSingleton<IChatClient>(key, (_, _) => new ScriptedClient(key, Asking.Refusal));
        Should.Throw<ArgumentException>(() => Fall("a", "a")).Message.ShouldContain("its own fallback");
        Fall("a", "b");
        Fall("b", "c");
        Fall("a", "c");
        Should.Throw<ArgumentException>(() => Fall("c", "a")).Message.ShouldContain("'c'");
        Should.Throw<ArgumentException>(() => Fall("b", "a"));

        void Fall(string from, string to) => services.AddRefusalFallback(to, static (_, _) => ValueTask.FromResult(false), serviceKey: from);
    }

    private static async Task<string> StartErrorAsync(params (string Name, string Value)[] settings) => await StartErrorAsync(null, settings);

    private static async Task<string> StartErrorAsync(string? without, params (string Name, string Value)[] settings)
    {
        (string Name, string Value)[] good = [("Guard:MaxModels", "9"), ("guard:recordcontent", "false"), ("Fallback:MaxHeldCharacters", "300"), ("Fallback:Budget:MaxCalls", "5")];
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(good.Where(one => without is null || !one.Name.StartsWith(without, StringComparison.OrdinalIgnoreCase))
            .ExceptBy(settings.Select(static one => one.Name), static one => one.Name).Concat(settings)
            .Select(static one => KeyValuePair.Create<string, string?>(one.Name, one.Value)));
        builder.Services.AddKeyedSingleton<IChatClient>("main", static (_, _) => new ScriptedClient("m", Asking.Refusal));
        builder.Services.AddKeyedSingleton<IChatClient>("other", static (_, _) => new ScriptedClient("other", Asking.Answer));
        builder.Services.AddRefusalGuard(builder.Configuration.GetSection("Guard"), serviceKey: "main");
        builder.Services.AddRefusalFallback("other", static (_, _) => ValueTask.FromResult(true), section: builder.Configuration.GetSection("Fallback"), serviceKey: "main");
        using IHost host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await host.StopAsync(TestContext.Current.CancellationToken);
            return "";
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }
}
