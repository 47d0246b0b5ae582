using System.Text.Json;
using CensorshipEval.Clients.Tests.Faults;

namespace CensorshipEval.Clients.Tests.Others;

/// <summary>Replies as Anthropic's messages API gives them.</summary>
internal static class AnthropicMessages
{
    public static Reply Whole(string? text, string stopReason) => Reply.Json(
        $$$"""{"id":"m1","type":"message","role":"assistant","model":"claude-other","content":[{{{(text is null ? "" : $$"""{"type":"text","text":{{JsonSerializer.Serialize(text)}}}""")}}}],"stop_reason":"{{{stopReason}}}","stop_sequence":null,"usage":{"input_tokens":7,"output_tokens":9}}""",
        200, ("request-id", "req_1"));

    public static Reply Error(int status, string type, string message) =>
        Reply.Json($$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}""", status, ("request-id", "req_1"), ("retry-after", "0.01"));

    public static Reply Stream(params Step[] steps) => Reply.Sse([Start, .. steps]) with { Headers = [("request-id", "req_1")] };

    private static Step Start { get; } = Event("message_start",
        """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"claude-other","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":7,"output_tokens":1}}}""");

    public static Step Text(string text) => Step.Send(
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n" +
        $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\",\"text\":{JsonSerializer.Serialize(text)}}}}}\n\n" +
        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n");

    public static Step Stop(string reason) => Step.Send(
        $$$"""event: message_delta{{{"\n"}}}data: {"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":9}}{{{"\n\n"}}}""" +
        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");

    public static Step Overloaded { get; } = Event("error", """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""");

    private static Step Event(string name, string data) => Step.Send($"event: {name}\ndata: {data}\n\n");
}
