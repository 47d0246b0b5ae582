using System.Net;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using CensorshipEval.Clients.Tests.Faults;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using static CensorshipEval.Clients.Tests.Others.AnthropicMessages;

namespace CensorshipEval.Clients.Tests.Others;

/// <summary>Anthropic's own client, against a server that plays its wire format, through our pipeline.</summary>
public sealed class AnthropicTests
{
    private const string Answer = Completions.Text;

    [Fact]
    public async Task A_plain_answer_is_delivered_with_model_and_usage()
    {
        foreach ((bool stream, Reply reply) in Both(Whole(Answer, "end_turn"), Stream(Text(Answer), Stop("end_turn"))))
        {
            (Exchange exchange, Verdict verdict, int requests) = await AskAsync(stream, reply);

            verdict.Delivery.ShouldBe(Delivery.Delivered);
            exchange.Text.ShouldBe(Answer);
            exchange.FinishReason.ShouldBe("stop");
            exchange.AnsweredBy.ShouldBe("claude-other");
            exchange.Usage.ShouldBe(new TokenUsage { InputTokens = 7, OutputTokens = 9 });
            requests.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_refusal_stop_is_a_block_and_asked_once()
    {
        foreach ((bool stream, Reply reply) in Both(Whole("Students", "refusal"), Stream(Text("Students"), Stop("refusal"))))
        {
            (Exchange exchange, Verdict verdict, int requests) = await AskAsync(stream, reply);

            verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
            exchange.FinishReason.ShouldBe("content_filter");
            requests.ShouldBe(1);
        }

        foreach ((bool stream, Reply reply) in Both(Whole(null, "refusal"), Stream(Stop("refusal"))))
            (await AskAsync(stream, reply)).Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Fact]
    public async Task A_stop_reason_of_tomorrow_is_unknown_and_kept()
    {
        (Exchange exchange, Verdict verdict, _) = await AskAsync(stream: false, Whole(Answer, "banana"));

        verdict.Delivery.ShouldBe(Delivery.Unknown);
        exchange.FinishReason.ShouldBe("banana");
    }

    [Theory]
    [InlineData(529, "overloaded_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    public async Task An_overloaded_provider_is_asked_again_and_the_failure_kept(int status, string type)
    {
        foreach ((bool stream, Reply reply) in Both(Whole(Answer, "end_turn"), Stream(Text(Answer), Stop("end_turn"))))
        {
            (Exchange exchange, Verdict verdict, int requests) = await AskAsync(stream, Error(status, type, "Busy"), reply);

            verdict.Delivery.ShouldBe(Delivery.Delivered);
            requests.ShouldBe(2);
            exchange.Metadata["failedAttempts"][0].GetProperty("httpStatus").GetInt32().ShouldBe(status);
        }
    }

    [Fact]
    public async Task An_error_within_a_stream_is_tried_again_before_text_and_keeps_the_text_behind_it()
    {
        (Exchange before, _, int twice) = await AskAsync(stream: true, Stream(Overloaded), Stream(Text(Answer), Stop("end_turn")));
        (Exchange behind, Verdict verdict, int once) = await AskAsync(stream: true, Stream(Text("Students"), Overloaded));

        before.Text.ShouldBe(Answer);
        twice.ShouldBe(2);
        behind.Text.ShouldBe("Students");
        verdict.Delivery.ShouldBe(Delivery.TransportError);
        behind.Error!.HttpStatus.ShouldBe(529);
        once.ShouldBe(1);
    }

    [Fact]
    public async Task A_content_filters_error_is_a_block_and_a_wrong_key_stops_the_run()
    {
        foreach (bool stream in new[] { true, false })
        {
            (Exchange blocked, Verdict verdict, int requests) = await AskAsync(stream, Error(400, "invalid_request_error", "Output blocked by content filtering policy"));

            verdict.Delivery.ShouldBe(Delivery.InputBlocked);
            blocked.Error!.HttpStatus.ShouldBe(400);
            requests.ShouldBe(1);
            (await Should.ThrowAsync<ChatEndpointException>(() => AskAsync(stream, Error(401, "authentication_error", "invalid x-api-key"))))
                .Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again_without_being_told_of_statuses()
    {
        (Exchange exchange, _, int requests) = await AskAsync(stream: false, understood: false, Reply.Reset(), Whole(Answer, "end_turn"));

        exchange.Text.ShouldBe(Answer);
        requests.ShouldBe(2);
        exchange.Metadata["failedAttempts"][0].GetProperty("code").GetString().ShouldBe("connection");
    }

    [Fact]
    public async Task What_is_lost_with_this_client()
    {
        (Exchange cut, Verdict verdict, _) = await AskAsync(stream: true, Stream(Text("Students")));
        await Should.ThrowAsync<AnthropicOverloadedException>(() => AskAsync(stream: false, understood: false, Error(529, "overloaded_error", "Busy")));
        await Should.ThrowAsync<System.Text.Json.JsonException>(() => AskAsync(stream: false, Reply.Html()));

        // A stream that ends too early passes for a whole answer, only without a finish reason; and no request id is told.
        verdict.Delivery.ShouldBe(Delivery.Delivered);
        cut.FinishReason.ShouldBeNull();
        cut.Metadata.ContainsKey("requestId").ShouldBeFalse();
    }

    private static (bool Stream, Reply Reply)[] Both(Reply whole, Reply streamed) => [(false, whole), (true, streamed)];

    private static Task<(Exchange Exchange, Verdict Verdict, int Requests)> AskAsync(bool stream, params Reply[] replies) => AskAsync(stream, understood: true, replies);

    private static async Task<(Exchange Exchange, Verdict Verdict, int Requests)> AskAsync(bool stream, bool understood, params Reply[] replies)
    {
        await using FaultServer server = await FaultServer.StartAsync(replies);
        using var http = new HttpClient();
        using var anthropic = new AnthropicClient(new ClientOptions
        {
            // Its own retries would hide from us what failed.
            HttpClient = http, BaseUrl = server.Endpoint.GetLeftPart(UriPartial.Authority), ApiKey = Call.Key, MaxRetries = 0,
        });
        ChatPipelineBuilder pipeline = new ChatPipelineBuilder(anthropic.AsIChatClient("claude-asked", 1_000)).UseResilience(Call.Quick);
        if (understood) pipeline.UseErrorStatus(StatusOf);
        using IChatClient client = pipeline.Build();
        Exchange exchange = await new ChatClientSource(_ => client, stream).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken);
        return (exchange, await new DefaultRefusalDetector().DetectAsync(exchange, TestContext.Current.CancellationToken), server.Requests.Count);
    }

    private static HttpStatusCode? StatusOf(Exception exception) => exception switch
    {
        AnthropicApiException api => api.StatusCode,
        AnthropicSseException => (HttpStatusCode)529,
        _ => null,
    };
}
