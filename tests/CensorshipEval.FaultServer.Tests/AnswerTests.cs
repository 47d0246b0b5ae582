using System.Net;
using System.Text.Json.Nodes;
using CensorshipEval.Faults.Models;
using CensorshipEval.Simulation;

namespace CensorshipEval.Faults.Tests;

public sealed class AnswerTests
{
    [Fact]
    public async Task A_stream_tells_its_text_in_pieces_then_its_end_and_its_usage_only_when_asked()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.Always(SimulatedBehavior.Answer));
        using var wire = new WireClient(server);

        JsonNode[] plain = await wire.StreamAsync(Served.Model, Served.Prompt.Text);
        JsonNode[] counted = await wire.StreamAsync(Served.Model, Served.Prompt.Text, usage: true);
        JsonNode whole = await wire.WholeAsync(Served.Model, Served.Prompt.Text);

        plain.Length.ShouldBeGreaterThan(4);
        plain[0]["choices"]![0]!["delta"]!["role"]!.GetValue<string>().ShouldBe("assistant");
        plain.Select(static piece => piece["id"]!.GetValue<string>()).Distinct().Count().ShouldBe(1);
        plain.ShouldAllBe(static piece => piece["object"]!.GetValue<string>() == "chat.completion.chunk" && piece["model"]!.GetValue<string>() == Served.Model);
        plain[..^1].ShouldAllBe(static piece => piece["choices"]![0]!["finish_reason"] == null);
        plain[^1]["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("stop");
        plain.ShouldAllBe(static piece => piece["usage"] == null);

        WireClient.Text(counted).ShouldBe(WireClient.Text(plain));
        counted.Length.ShouldBe(plain.Length + 1);
        counted[^1]["choices"]!.AsArray().ShouldBeEmpty();
        int completion = counted[^1]["usage"]!["completion_tokens"]!.GetValue<int>();
        completion.ShouldBeInRange(WireClient.Text(plain).Length / 4, WireClient.Text(plain).Length);
        counted[^1]["usage"]!["total_tokens"]!.GetValue<int>().ShouldBe(completion + counted[^1]["usage"]!["prompt_tokens"]!.GetValue<int>());

        whole["object"]!.GetValue<string>().ShouldBe("chat.completion");
        whole["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe(WireClient.Text(plain));
        whole["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("stop");
        whole["usage"]!["completion_tokens"]!.GetValue<int>().ShouldBe(completion);
        new[] { plain[0], counted[0], whole }.Select(static node => node["id"]!.GetValue<string>()).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_retraction_is_a_whole_message_behind_the_pieces_of_a_stream_and_without_one_only_the_notice()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.Always(SimulatedBehavior.Retract));
        using var wire = new WireClient(server);

        JsonNode[] events = await wire.StreamAsync(Served.Model, Served.Prompt.Text);
        JsonNode whole = await wire.WholeAsync(Served.Model, Served.Prompt.Text);

        string notice = events[^2]["choices"]![0]!["message"]!["content"]!.GetValue<string>();
        WireClient.Text(events).Length.ShouldBeGreaterThan(notice.Length);
        WireClient.Text(events).ShouldNotContain(notice);
        whole["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe(notice);
    }

    [Fact]
    public async Task A_blocked_request_is_a_400_with_a_content_filters_code_streamed_or_not()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.Always(SimulatedBehavior.BlockInput));
        using var wire = new WireClient(server);

        foreach (bool stream in new[] { true, false })
        {
            using HttpResponseMessage response = await wire.PostAsync(WireClient.Ask(Served.Model, Served.Prompt.Text, stream));
            JsonNode error = (await WireClient.JsonAsync(response))["error"]!;

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            error["code"]!.GetValue<string>().ShouldBe("content_filter");
            error["innererror"]!["code"]!.GetValue<string>().ShouldBe("ResponsibleAIPolicyViolation");
        }
    }

    [Theory]
    [InlineData(SimulatedBehavior.BlockOutput, "content_filter", true)]
    [InlineData(SimulatedBehavior.StopEmpty, "stop", false)]
    [InlineData(SimulatedBehavior.Refuse, "stop", true)]
    [InlineData(SimulatedBehavior.Recite, "stop", true)]
    public async Task Everything_else_is_told_by_text_and_finish_reason(SimulatedBehavior behavior, string finish, bool text)
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.Always(behavior));
        using var wire = new WireClient(server);

        JsonNode[] events = await wire.StreamAsync(Served.Model, Served.Prompt.Text);
        JsonNode whole = await wire.WholeAsync(Served.Model, Served.Prompt.Text);

        events[^1]["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe(finish);
        whole["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe(finish);
        (WireClient.Text(events).Length > 0).ShouldBe(text);
        (whole["choices"]![0]!["message"]!["content"]!.GetValue<string>().Length > 0).ShouldBe(text);
    }

    [Fact]
    public async Task A_transport_that_fails_by_plan_is_a_cut_connection_each_time()
    {
        await using ModelServer server = await ModelServer.StartAsync(Served.Always(SimulatedBehavior.FailTransport));
        using var wire = new WireClient(server);

        for (int i = 0; i < 3; i++) await Should.ThrowAsync<HttpRequestException>(() => wire.PostAsync(WireClient.Ask(Served.Model, Served.Prompt.Text)));
    }

    [Fact]
    public async Task The_plain_model_gives_its_one_answer_in_twenty_pieces_to_everything()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions { Plain = true });
        using var wire = new WireClient(server);

        foreach (string prompt in new[] { "Hello", Served.Prompt.Text })
        {
            JsonNode[] events = await wire.StreamAsync(PlainModel.ModelName, prompt);

            events.Length.ShouldBe(22);
            WireClient.Text(events).ShouldBe(PlainModel.Text);
        }

        PlainModel.Text.Length.ShouldBeInRange(550, 650);
    }
}
