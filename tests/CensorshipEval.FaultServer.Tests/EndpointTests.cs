using System.Net;
using System.Text.Json.Nodes;
using CensorshipEval.Faults.Models;

namespace CensorshipEval.Faults.Tests;

public sealed class EndpointTests
{
    [Fact]
    public async Task The_models_are_listed_and_another_one_is_not_found()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions());
        using var wire = new WireClient(server);

        JsonNode list = await WireClient.JsonAsync(await wire.GetAsync("/v1/models"));
        using HttpResponseMessage unknown = await wire.PostAsync(WireClient.Ask("simulated-\"other\"", "Hello", stream: true));

        list["data"]!.AsArray().Select(static model => model!["id"]!.GetValue<string>()).ShouldBe(["simulated-open", "simulated-censor"]);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonNode error = (await WireClient.JsonAsync(unknown))["error"]!;
        error["code"]!.GetValue<string>().ShouldBe("model_not_found");
        error["message"]!.GetValue<string>().ShouldContain("simulated-\"other\"");
    }

    [Theory]
    [InlineData(null, 401, null)]
    [InlineData("wrong", 401, "invalid_api_key")]
    [InlineData("right-but-longer", 401, "invalid_api_key")]
    [InlineData("right", 200, null)]
    public async Task Where_a_key_is_wanted_none_and_a_wrong_one_are_refused(string? key, int status, string? code)
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions { ApiKey = "right" });
        using var wire = new WireClient(server);

        using HttpResponseMessage response = await wire.PostAsync(WireClient.Ask("simulated-open", "Hello"), key);

        ((int)response.StatusCode).ShouldBe(status);
        JsonNode body = await WireClient.JsonAsync(response);
        if (status == 401) body["error"]!["code"]?.GetValue<string>().ShouldBe(code);
        else body["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldNotBeEmpty();
        (await wire.GetAsync("/v1/models")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"model":"simulated-open"}""")]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("""{"model":"simulated-open","messages":[{"role":"user","content":"\ud800"}]}""")]
    [InlineData("""{"model":"simulated-open","messages":[{"role":"user","content":"Hello"}]} and more""")]
    public async Task What_is_no_request_is_a_400(string body)
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions());
        using var wire = new WireClient(server);

        using HttpResponseMessage response = await wire.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await WireClient.JsonAsync(response))["error"]!["type"]!.GetValue<string>().ShouldBe("invalid_request_error");
    }

    [Fact]
    public async Task A_message_in_parts_and_fields_that_nobody_knows_are_read()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.Always(Simulation.SimulatedBehavior.Refuse));
        using var wire = new WireClient(server);
        string[] halves = [Served.Prompt.Text[..3], Served.Prompt.Text[3..]];
        string body = new JsonObject
        {
            ["tools"] = new JsonArray(new JsonObject { ["model"] = "other" }),
            ["messages"] = new JsonArray(new JsonObject
            {
                ["content"] = new JsonArray([.. halves.Select(static half => new JsonObject { ["type"] = "text", ["text"] = half })]), ["role"] = "user", ["name"] = "me",
            }),
            ["model"] = Served.Model,
        }.ToJsonString();

        JsonNode answer = await WireClient.JsonAsync(await wire.PostAsync(body));

        // A prompt that was not known by its text would be refused in English.
        answer["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldContain("。");
    }

    [Fact]
    public async Task Every_response_has_a_request_id_of_its_own_and_other_addresses_have_nothing()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions());
        using var wire = new WireClient(server);

        using HttpResponseMessage nowhere = await wire.GetAsync("/v1/nowhere");
        using HttpResponseMessage answer = await wire.PostAsync(WireClient.Ask("simulated-open", "Hello"));

        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        string[] ids = [.. new[] { nowhere, answer }.Select(static response => response.Headers.GetValues("x-request-id").Single())];
        ids[0].ShouldNotBe(ids[1]);
    }
}
