using System.Reflection;
using CensorshipEval.Clients.Tests.Resilience;

namespace CensorshipEval.Clients.Tests.Validation;

public sealed class OptionTests
{
    private static readonly OpenAICompatibleOptions Good = new() { Endpoint = new Uri("https://host.example/v1"), Model = "m" };

    public static TheoryData<string, Func<IChatClient, object>, string> Bad => new()
    {
        { "retries below", client => new RetryChatClient(client, new RetryOptions { MaxRetries = -1 }), "RetryOptions.MaxRetries is -1; expected 0 to 100." },
        { "retries above", client => new RetryChatClient(client, new RetryOptions { MaxRetries = 101 }), "RetryOptions.MaxRetries is 101; expected 0 to 100." },
        { "base delay", client => new RetryChatClient(client, new RetryOptions { BaseDelay = TimeSpan.FromSeconds(-1) }), "RetryOptions.BaseDelay is -1 s; expected 0 to 24 hours." },
        { "longest delay", client => new RetryChatClient(client, new RetryOptions { MaxDelay = TimeSpan.FromHours(25) }), "RetryOptions.MaxDelay is 90000 s; expected 0 to 24 hours." },
        { "whole", client => new AttemptTimeoutChatClient(client, new AttemptTimeoutOptions { WholeAnswer = TimeSpan.Zero }), "AttemptTimeoutOptions.WholeAnswer is 0 s; expected above 0" },
        { "first", client => new AttemptTimeoutChatClient(client, new AttemptTimeoutOptions { FirstUpdate = Timeout.InfiniteTimeSpan }), "AttemptTimeoutOptions.FirstUpdate is infinite; expected above 0" },
        { "between", client => new AttemptTimeoutChatClient(client, new AttemptTimeoutOptions { BetweenUpdates = TimeSpan.MaxValue }), "AttemptTimeoutOptions.BetweenUpdates is" },
        { "total", client => new TotalTimeoutChatClient(client, TimeSpan.Zero), "is 0 s; expected above 0 and at most 24 days." },
        { "ratio zero", client => new CircuitBreakerChatClient(client, new CircuitBreakerOptions { FailureRatio = 0 }), "CircuitBreakerOptions.FailureRatio is 0; expected above 0 to 1." },
        { "ratio", client => new CircuitBreakerChatClient(client, new CircuitBreakerOptions { FailureRatio = double.NaN }), "CircuitBreakerOptions.FailureRatio is NaN; expected above 0 to 1." },
        { "minimum", client => new CircuitBreakerChatClient(client, new CircuitBreakerOptions { MinimumCalls = 1 }), "CircuitBreakerOptions.MinimumCalls is 1; expected at least 2." },
        { "sampling", client => new CircuitBreakerChatClient(client, new CircuitBreakerOptions { SamplingTime = TimeSpan.Zero }), "CircuitBreakerOptions.SamplingTime is 0 s; expected 0.5 s to 24 hours." },
        { "break", client => new CircuitBreakerChatClient(client, new CircuitBreakerOptions { BreakTime = TimeSpan.FromDays(2) }), "CircuitBreakerOptions.BreakTime is 172800 s; expected 0.5 s to 24 hours." },
        { "concurrency", client => new ConcurrencyChatClient(client, 0), "is 0; expected at least 1." },
        { "requests", _ => new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 0 }), "ProviderRateLimitOptions.RequestsPerMinute is 0; expected above 0, or null for no limit." },
        { "tokens", _ => new ProviderRateLimiter(new ProviderRateLimitOptions { TokensPerMinute = double.PositiveInfinity }), "ProviderRateLimitOptions.TokensPerMinute is Infinity" },
        { "expected", _ => new ProviderRateLimiter(new ProviderRateLimitOptions { ExpectedTokensPerCall = -1 }), "ProviderRateLimitOptions.ExpectedTokensPerCall is -1; expected 0 or more tokens." },
        { "recovery", _ => new ProviderRateLimiter(new ProviderRateLimitOptions { RecoveryPerMinute = 1.1 }), "ProviderRateLimitOptions.RecoveryPerMinute is 1.1; expected 0 to 1." },
        { "hold", _ => new ProviderRateLimiter(new ProviderRateLimitOptions { LongestHold = TimeSpan.FromHours(2) }), "ProviderRateLimitOptions.LongestHold is 7200 s; expected 0 to 1 hour." },
        { "endpoint", _ => Client(Good with { Endpoint = new Uri("/v1", UriKind.Relative) }), "OpenAICompatibleOptions.Endpoint is 'a relative address'; expected an absolute address with http or https." },
        { "scheme", _ => Client(Good with { Endpoint = new Uri("ftp://me:word@host.example/v1?a=secret") }), "OpenAICompatibleOptions.Endpoint is 'ftp://…'; expected" },
        { "no endpoint", _ => Client(Good with { Endpoint = null! }), "OpenAICompatibleOptions.Endpoint is empty; expected" },
        { "model", _ => Client(Good with { Model = " " }), "OpenAICompatibleOptions.Model is ' '; expected the name of a model." },
        { "header", _ => Client(Good with { ApiKeyHeader = "api key" }), "OpenAICompatibleOptions.ApiKeyHeader is 'api key'; expected the name of a header." },
        { "field", _ => Client(Good with { MaxTokensField = "" }), "OpenAICompatibleOptions.MaxTokensField is empty; expected the name of a field." },
        { "bytes", _ => Client(Good with { MaxAnswerBytes = 0 }), "OpenAICompatibleOptions.MaxAnswerBytes is 0; expected 1 to 1073741824 bytes." },
        { "gateway", _ => Client(Good with { Gateway = (ModelGateway)9 }), "OpenAICompatibleOptions.Gateway is 9; expected" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void An_option_out_of_its_range_is_named_with_what_was_found_and_expected(string what, Func<IChatClient, object> create, string told)
    {
        using var inner = new ScriptedClient(TimeProvider.System, ["Answer"]);

        ArgumentException exception = Should.Throw<ArgumentException>(() => create(inner), what);

        exception.Message.ShouldContain(told);
        exception.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_pipeline_names_everything_that_is_wrong_with_it_at_once()
    {
        var options = new ChatPipelineOptions
        {
            Concurrency = 0, TotalTimeout = TimeSpan.Zero, Retry = new RetryOptions { MaxRetries = -1, BaseDelay = TimeSpan.FromSeconds(-1) },
            CircuitBreaker = new CircuitBreakerOptions { MinimumCalls = 0 }, AttemptTimeout = null!,
        };
        using var inner = new ScriptedClient(TimeProvider.System, ["Answer"]);

        options.Validate().Count.ShouldBe(6);
        string message = Should.Throw<ArgumentOutOfRangeException>(() => new ChatPipelineBuilder(inner).UseResilience(options)).Message;
        foreach (string error in options.Validate()) message.ShouldContain(error);
        new ChatPipelineOptions().Validate().ShouldBeEmpty();
        Good.Validate().ShouldBeEmpty();
    }

    [Fact]
    public void The_limits_themselves_are_good()
    {
        foreach (TimeSpan time in new[] { TimeSpan.FromTicks(1), TimeSpan.FromDays(24) })
        {
            using var inner = new ScriptedClient(TimeProvider.System, ["Answer"]);
            _ = new AttemptTimeoutChatClient(inner, new AttemptTimeoutOptions { WholeAnswer = time, FirstUpdate = time, BetweenUpdates = time });
            _ = new TotalTimeoutChatClient(inner, time);
        }

        foreach (TimeSpan time in new[] { TimeSpan.Zero, TimeSpan.FromHours(24) })
        {
            using var inner = new ScriptedClient(TimeProvider.System, ["Answer"]);
            _ = new RetryChatClient(inner, new RetryOptions { MaxRetries = 100, BaseDelay = time, MaxDelay = time });
        }

        foreach (TimeSpan time in new[] { TimeSpan.FromSeconds(0.5), TimeSpan.FromHours(24) })
        {
            using var inner = new ScriptedClient(TimeProvider.System, ["Answer"]);
            _ = new CircuitBreakerChatClient(inner, new CircuitBreakerOptions { FailureRatio = 1, MinimumCalls = 2, SamplingTime = time, BreakTime = time });
        }
    }

    [Fact]
    public void Every_option_that_can_be_wrong_tells_its_default_in_its_documentation()
    {
        string documentation = File.ReadAllText(Path.ChangeExtension(typeof(RetryOptions).Assembly.Location, ".xml"));
        foreach (Type type in typeof(RetryOptions).Assembly.GetExportedTypes().Where(static type => type.Name.EndsWith("Options", StringComparison.Ordinal)))
        {
            foreach (PropertyInfo option in type.GetProperties().Where(static property => !property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))))
            {
                int at = documentation.IndexOf($"\"P:{type.FullName}.{option.Name}\"", StringComparison.Ordinal);
                at.ShouldBeGreaterThan(0, option.Name);
                documentation[at..documentation.IndexOf("</member>", at, StringComparison.Ordinal)].ShouldContain("efault", Case.Sensitive, $"{type.Name}.{option.Name}");
            }
        }
    }

    private static OpenAICompatibleChatClient Client(OpenAICompatibleOptions options) => new(new HttpClient(), options);
}
