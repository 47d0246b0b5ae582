using System.IO.Compression;
using System.Text;

namespace CensorshipEval.Faults;

/// <summary>One scripted response: a status, headers, and steps that are played one after the other.</summary>
public sealed record Reply
{
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public IReadOnlyList<Step> Steps { get; init; } = [];

    public static Reply Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        new() { Status = status, Headers = headers, Steps = [Step.Send(body)] };

    public static Reply Html(int status = 200) => new()
    {
        Status = status,
        ContentType = "text/html",
        Steps = [Step.Send("""<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'self'"></head><body>Log in</body></html>""")],
    };

    public static Reply Empty(int status = 200, string? contentType = null) => new() { Status = status, ContentType = contentType };

    /// <summary>The connection is reset without a word.</summary>
    public static Reply Reset() => new() { ContentType = null, Steps = [Step.Abort] };

    /// <summary>Headers never come.</summary>
    public static Reply Silence() => new() { ContentType = null, Steps = [Step.Hang] };

    public static Reply Sse(params Step[] steps) => new() { ContentType = "text/event-stream", Steps = steps };

    /// <summary>A whole, plain stream.</summary>
    public static Reply Answer(string text = Completions.Text) => Sse(
        Completions.Role(), Completions.Delta(text), Completions.Finish("stop"), Completions.Usage(), Step.Done) with { Headers = [("x-request-id", "req-1")] };

    public Reply Gzipped()
    {
        byte[] plain = [.. Steps.SelectMany(static step => step.Bytes)];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(plain);
        return this with { Headers = [.. Headers, ("Content-Encoding", "gzip")], Steps = [new Step(StepKind.Send, packed.ToArray())] };
    }
}

public enum StepKind
{
    Send,
    Abort,
    Hang,
}

public sealed record Step(StepKind Kind, byte[] Bytes)
{
    public static Step Abort { get; } = new(StepKind.Abort, []);

    public static Step Hang { get; } = new(StepKind.Hang, []);

    public static Step Done { get; } = Event("[DONE]");

    public static Step Send(string text) => new(StepKind.Send, Encoding.UTF8.GetBytes(text));

    public static Step Event(string data) => Send($"data: {data}\n\n");
}
