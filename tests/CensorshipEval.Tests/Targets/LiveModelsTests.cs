using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CensorshipEval.Faults;
using CensorshipEval.Faults.Models;
using CensorshipEval.Running;
using CensorshipEval.Targets;

namespace CensorshipEval.Tests.Targets;

public sealed class LiveModelsTests
{
    private const string Key = "sk-live-0123456789";

    [Fact]
    public void Every_key_that_is_missing_is_named_at_once()
    {
        var targets = new TargetSet([To("a.example", "KEY_A"), To("b.example", "KEY_B"), To("c.example", "KEY_C"), To("d.example", null)]);
        InputException exception = Should.Throw<InputException>(() => new LiveModels(targets, static name => name switch { "KEY_B" => " b \n", "KEY_C" => "two words", _ => null }));
        exception.Errors.Select(static error => error.Found).ShouldBe(["nothing under KEY_A", "characters under KEY_C that no header can carry"]);
    }

    [Fact]
    public async Task A_good_endpoint_is_ready_and_the_probe_asks_once_as_the_run_would()
    {
        await using var server = await FaultServer.StartAsync(Reply.Sse(
            Completions.Role(), Completions.Delta("one two three four five six "), Completions.Delta("seven eight nine ten eleven"), Completions.Finish("stop"), Completions.Usage(), Step.Done));
        ProbeResult result = await ProbeAsync(To(server.Endpoint) with { ApiKeyEnv = "KEY", Target = TargetAt(server.Endpoint) with { SystemPrompt = "Be brief.", Model = "asked" } });
        result.Problem.ShouldBeNull();
        result.Notes.ShouldBeEmpty();
        ReceivedRequest request = server.Requests.ShouldHaveSingleItem();
        request.Body.ShouldContain("Be brief.");
        request.Body.ShouldContain("\"stream\":true");
        request.Headers["Authorization"].ShouldBe($"Bearer {Key}");
    }

    [Fact]
    public async Task What_a_probe_should_tell_it_tells()
    {
        await using var server = await FaultServer.StartAsync(Reply.Json(Completions.Whole(Completions.Message(new string('a', 100)), model: "another-model")));
        ProbeResult result = await ProbeAsync(To(server.Endpoint) with { Prices = new TokenPrices(1, 1) });
        result.IsReady.ShouldBeTrue();
        result.Notes.ShouldContain(static note => note.StartsWith("It does not stream", StringComparison.Ordinal));
        result.Notes.ShouldContain("It says that 'another-model' answered.");

        await using var silent = await FaultServer.StartAsync(Reply.Sse(Completions.Role(), Completions.Finish("stop"), Step.Done));
        ProbeResult empty = await ProbeAsync(To(silent.Endpoint) with { Prices = new TokenPrices(1, 1) });
        empty.IsReady.ShouldBeTrue();
        empty.Notes.ShouldContain(static note => note.StartsWith("A harmless question came back as EmptyStop", StringComparison.Ordinal));
        empty.Notes.ShouldContain(static note => note.Contains("tokens used", StringComparison.Ordinal));
    }

    public static TheoryData<int, string, string> Refusals => new()
    {
        { 400, """{"error":{"message":"filtered","code":"content_filter"}}""", "It blocks a harmless question" },
        { 401, """{"error":{"message":"bad key sk-live-0123456789","code":"invalid_api_key"}}""", "It does not accept the key." },
        { 403, """{"error":{"message":"no"}}""", "may not use" },
        { 404, """{"error":{"message":"no such model","code":"model_not_found"}}""", "no model 'm'" },
        { 400, """{"error":{"message":"Unsupported parameter: 'max_tokens'"}}""", "Unsupported parameter" },
        { 402, """{"error":{"message":"pay"}}""", "no credit" },
        { 429, """{"error":{"message":"slow down"}}""", "429: slow down" },
        { 503, """{"error":{"message":"Loading model"}}""", "503: Loading model" },
        { 200, "<html>Log in</html>", "no answer of this API" },
        { 200, "", "no body" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_wrong_is_said_plainly_after_one_call_and_without_the_key(int status, string body, string expected)
    {
        await using var server = await FaultServer.StartAsync(Reply.Json(body, status));
        ProbeResult result = await ProbeAsync(To(server.Endpoint) with { ApiKeyEnv = "KEY" });
        result.IsReady.ShouldBeFalse();
        result.Problem!.ShouldContain(expected);
        result.Problem!.ShouldNotContain(Key);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_at_the_address_a_silent_host_and_an_unknown_certificate_are_told_apart()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        (await ProbeAsync(To(new Uri($"http://127.0.0.1:{port}/v1")))).Problem!.ShouldContain("refused");

        await using var silent = await FaultServer.StartAsync(Reply.Silence());
        (await ProbeAsync(To(silent.Endpoint) with { Timeout = TimeSpan.FromMilliseconds(200) })).Problem!.ShouldContain("0.2 s");

        using var rsa = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var secure = await FaultServer.StartAsync(certificate, Reply.Answer());
        (await ProbeAsync(To(secure.Endpoint))).Problem!.ShouldContain("certificate", Case.Insensitive);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_key_stays_where_it_was_sent()
    {
        await using var elsewhere = await FaultServer.StartAsync(Reply.Answer());
        await using var server = await FaultServer.StartAsync(Reply.Empty(307) with { Headers = [("Location", new Uri(elsewhere.Endpoint, "/v1/chat/completions").AbsoluteUri)] });
        ProbeResult result = await ProbeAsync(To(server.Endpoint) with { ApiKeyEnv = "KEY", ApiKeyHeader = "api-key" });
        result.IsReady.ShouldBeFalse();
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Targets_of_one_host_share_its_limit()
    {
        await using var server = await ModelServer.StartAsync(new ModelServerOptions { Plain = true });
        TargetConnection one = To(server.Endpoint) with { Target = TargetAt(server.Endpoint) with { Model = PlainModel.ModelName }, RequestsPerMinute = 600 };
        using var live = new LiveModels(new TargetSet([one, one with { Target = one.Target with { Id = "second" }, RequestsPerMinute = 100_000 }]));
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 8; i++)
        {
            foreach (Target target in live.Targets.Targets)
                (await live.ObtainAsync(new TrialRequest(new TrialKey("r", target.Id, "p", i), target, Question), TestContext.Current.CancellationToken)).Error.ShouldBeNull();
        }

        // Ten a second, of which the first second's worth stands ready: 16 calls need half a second at least.
        TimeProvider.System.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(400));
    }

    private static readonly Prompt Question = new() { Id = "p", Text = "What happened there?", Language = LanguageTag.Parse("en") };

    private static Target TargetAt(Uri endpoint) => new() { Id = "m", Model = "m", Endpoint = endpoint };

    private static TargetConnection To(Uri endpoint) => new() { Target = TargetAt(endpoint) };

    private static TargetConnection To(string host, string? key) => new() { Target = new Target { Id = host, Model = "m", Endpoint = new Uri($"https://{host}/v1") }, ApiKeyEnv = key };

    private static async Task<ProbeResult> ProbeAsync(TargetConnection connection)
    {
        using var live = new LiveModels(new TargetSet([connection]), static _ => Key);
        return await live.ProbeAsync(connection.Target, TestContext.Current.CancellationToken);
    }
}
