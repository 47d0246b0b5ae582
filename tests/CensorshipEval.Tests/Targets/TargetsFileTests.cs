using System.Text;
using System.Text.Json.Nodes;
using CensorshipEval.Targets;

namespace CensorshipEval.Tests.Targets;

public sealed class TargetsFileTests
{
    internal const string Good = """
        {
          "$schema": "targets.schema.json",
          "currency": "EUR",
          "targets": [
            {
              "id": "one",
              "endpoint": "https://one.example/v1",
              "model": "some-model",
              "apiKeyEnv": "ONE_KEY",
              "apiKeyHeader": "api-key",
              "system": "Be brief.",
              "temperature": 0.7,
              "topP": 0.9,
              "maxOutputTokens": 500,
              "stream": false,
              "concurrency": 8,
              "requestsPerMinute": 60,
              "tokensPerMinute": 100000,
              "timeoutSeconds": 12.5,
              "maxTokensField": "max_completion_tokens",
              "askForUsage": false,
              "prices": { "inputPerMillion": 0.27, "outputPerMillion": 1.1 }
            },
            { "endpoint": "http://127.0.0.1:8080/v1", "model": "some-model" }
          ]
        }
        """;

    public static TheoryData<string, string> Broken => new()
    {
        { """{ }""", "t.json:1: targets: found nothing; expected a list" },
        { """[ ]""", "t.json:1: found a list; expected an object" },
        { """{ "targets": [] }""", "t.json:1: targets: found a list; expected at least one target" },
        { """{ "targets": [ 3 ] }""", "t.json:1: targets[0]: found 3; expected an object" },
        { """{ "targets": [ { "endpoint": "https://a.example" } ] }""", "targets[0].model: found nothing; expected a text" },
        { """{ "targets": [ { "model": "m" } ] }""", "targets[0].endpoint: found nothing; expected a text" },
        { """{ "targets": [ { "model": "", "endpoint": "https://a.example" } ] }""", "targets[0].model: found ''; expected the model's name" },
        { "{ \"targets\": [ {\n \"model\": \"m\",\n \"endpoint\": \"a.example\" } ] }", "t.json:3: targets[0].endpoint: found 'a.example'; expected an address such as https://api.example.com/v1" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://u:secret@a.example" } ] }""", "targets[0].endpoint: found 'https://a.example/'; expected an address without user, password or key" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example?api_key=secret" } ] }""", "targets[0].endpoint: found 'https://a.example/'; expected an address without user, password or key" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "apiKey": "secret" } ] }""", "targets[0].apiKey: found an unknown field; expected one of" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "apiKeyEnv": "sk-secret" } ] }""", "targets[0].apiKeyEnv: found something else, which is not shown lest it be the key; expected the name of an environment variable" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "apiKeyEnv": { "secret": "secret" } } ] }""", "targets[0].apiKeyEnv: found something else than a text; expected the name of an environment variable" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "temperature": 2.1 } ] }""", "targets[0].temperature: found 2.1; expected a number from 0 to 2" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "topP": 0 } ] }""", "targets[0].topP: found 0; expected a number above 0, at most 1" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "maxOutputTokens": 0 } ] }""", "targets[0].maxOutputTokens: found 0; expected a whole number of at least 1" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "maxOutputTokens": 1.5 } ] }""", "targets[0].maxOutputTokens: found 1.5; expected a whole number" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "stream": "no" } ] }""", "targets[0].stream: found 'no'; expected true or false" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "concurrency": 0 } ] }""", "targets[0].concurrency: found 0; expected a whole number from 1 to 10000" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "requestsPerMinute": 0 } ] }""", "targets[0].requestsPerMinute: found 0; expected a number from 0.001 to 10000000" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "tokensPerMinute": -5 } ] }""", "targets[0].tokensPerMinute: found -5; expected a number from 1 to 1000000000000" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "timeoutSeconds": 0 } ] }""", "targets[0].timeoutSeconds: found 0; expected seconds above 0" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "timeoutSeconds": 1e20 } ] }""", "targets[0].timeoutSeconds: found 1e20; expected seconds above 0, at most 86400" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "maxTokensField": "a b" } ] }""", "targets[0].maxTokensField: found 'a b'; expected the name of a field" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "apiKeyHeader": "a: b" } ] }""", "targets[0].apiKeyHeader: found something else, which is not shown lest it be the key; expected the name of a header" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "prices": { "inputPerMillion": 1 } } ] }""", "targets[0].prices.outputPerMillion: found nothing; expected a number" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "prices": { "inputPerMillion": -1, "outputPerMillion": 1 } } ] }""", "targets[0].prices: found -1 and 1; expected prices from 0 to 1000000" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "system": " " } ] }""", "targets[0].system: found ' '; expected a text, or no system prompt at all" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example", "concurrency": "sk-secret-123" } ] }""", "targets[0].concurrency: found '[not shown]'; expected a whole number" },
        { """{ "targets": [ { "model": "m", "endpoint": "http://u:secret@ho st/v1" } ] }""", "targets[0].endpoint: found something" },
        { """{ "currency": "", "targets": [ { "model": "m", "endpoint": "https://a.example" } ] }""", "currency: found nothing; expected a currency" },
        { """{ "targets": [ { "model": "m", "endpoint": "https://a.example" } ], "target": [] }""", "target: found an unknown field" },
        { """{ "targets": [ { "model": "m", "model": "n", "endpoint": "https://a.example" } ] }""", "targets[0].model: found the same name a second time" },
    };

    [Fact]
    public void Every_field_of_a_file_is_read()
    {
        TargetSet set = Read(Good);
        set.Currency.ShouldBe("EUR");
        set.Connections.Count.ShouldBe(2);
        TargetConnection one = set.Connections[0];
        one.Target.ShouldBe(new Target
        {
            Id = "one", Model = "some-model", Endpoint = new Uri("https://one.example/v1"), SystemPrompt = "Be brief.",
            Sampling = new SamplingOptions { Temperature = 0.7f, TopP = 0.9f, MaxOutputTokens = 500 },
        });
        (one with { Target = set.Connections[1].Target }).ShouldBe(new TargetConnection
        {
            Target = set.Connections[1].Target, ApiKeyEnv = "ONE_KEY", ApiKeyHeader = "api-key", Stream = false, Concurrency = 8, RequestsPerMinute = 60, TokensPerMinute = 100_000,
            Timeout = TimeSpan.FromSeconds(12.5), MaxTokensField = "max_completion_tokens", AskForUsage = false, Prices = new TokenPrices(0.27m, 1.1m),
        });
        set.Connections[1].ShouldBe(new TargetConnection
        {
            Target = new Target { Id = "some-model@127.0.0.1:8080", Model = "some-model", Endpoint = new Uri("http://127.0.0.1:8080/v1") },
        });
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_told_with_place_found_and_expected_and_never_with_a_secret(string json, string message)
    {
        InputException exception = Should.Throw<InputException>(() => Read(json));
        string all = string.Join('\n', exception.Errors);
        all.ShouldContain(message);
        exception.Errors.Where(static error => error.Field is not "targets[0].apiKey").ShouldAllBe(error => !error.ToString().Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void All_errors_of_all_targets_are_told_at_once()
    {
        InputException exception = Should.Throw<InputException>(() => Read(
            """{ "targets": [ { "model": "m", "endpoint": "x", "concurrency": 0 }, { "model": 3, "endpoint": "https://a.example" }, { "model": "m", "endpoint": "https://a.example", "topP": 7 } ] }"""));
        exception.Errors.Select(static error => error.Field).ShouldBe(["targets[0].endpoint", "targets[0].concurrency", "targets[1].model", "targets[2].topP"], ignoreOrder: true);
    }

    [Fact]
    public void One_model_at_two_hosts_is_two_targets_and_the_same_twice_is_an_error()
    {
        Read("""{ "targets": [ { "model": "m", "endpoint": "https://a.example" }, { "model": "m", "endpoint": "https://b.example" } ] }""")
            .Targets.Select(static target => target.Id).ShouldBe(["m@a.example", "m@b.example"]);
        Should.Throw<InputException>(() => Read("""{ "targets": [ { "model": "m", "endpoint": "https://a.example" }, { "model": "m", "endpoint": "https://a.example" } ] }"""))
            .Message.ShouldContain("a second target 'm@a.example'");
    }

    [Fact]
    public void Targets_from_code_are_checked_by_the_same_rules()
    {
        var connection = new TargetConnection { Target = new Target { Id = "m", Model = "m", Endpoint = new Uri("https://a.example") } };
        new TargetSet([connection]).Targets.ShouldHaveSingleItem();
        Should.Throw<InputException>(() => new TargetSet([]));
        Should.Throw<InputException>(() => new TargetSet([connection, connection])).Message.ShouldContain("every target id once");
        Should.Throw<InputException>(() => new TargetSet([connection with { ApiKeyEnv = "sk-secret" }])).Message.ShouldNotContain("secret");
        Should.Throw<InputException>(() => new TargetSet([connection with { Target = connection.Target with { Endpoint = null } }])).Message.ShouldContain("endpoint");
    }

    internal static TargetSet Read(string json) => TargetsFile.Read(Encoding.UTF8.GetBytes(json), "t.json");
}
