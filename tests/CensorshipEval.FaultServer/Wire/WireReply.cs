using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using CensorshipEval.Faults.Models;
using Microsoft.AspNetCore.Http;

namespace CensorshipEval.Faults.Wire;

/// <summary>The response to one request.</summary>
internal readonly struct WireReply
{
    // A reset discards what the other side has not read yet; what was sent is to arrive.
    private static readonly TimeSpan BeforeReset = TimeSpan.FromMilliseconds(100);

    private readonly HttpContext _context;
    private readonly ulong _id;

    public WireReply(HttpContext context, long number)
    {
        _context = context;
        // Unlike each other at sight, as ids are.
        _id = (ulong)number * 0x9E3779B97F4A7C15;
        context.Response.Headers["x-request-id"] = string.Create(CultureInfo.InvariantCulture, $"req-{_id:x16}");
    }

    /// <summary>The caller went away.</summary>
    public CancellationToken Aborted => _context.RequestAborted;

    /// <summary>Sends JSON.</summary>
    public Task SendAsync(int status, byte[] body)
    {
        Begin(status, "application/json", body.Length);
        return _context.Response.BodyWriter.WriteAsync(body, Aborted).AsTask();
    }

    /// <summary>Sends an answer, or plays a fault in its place; tells whether the answer arrived as far as can be known.</summary>
    public async Task<bool> PlayAsync(PlayedFault fault, WireAnswer? answer, WireRequest request)
    {
        switch (fault)
        {
            case PlayedFault.TooManyRequestsAskNow or PlayedFault.TooManyRequestsAskInASecond:
                _context.Response.Headers.RetryAfter = fault is PlayedFault.TooManyRequestsAskNow ? "0" : "1";
                await SendAsync(429, ErrorBody.TooManyRequests);
                return false;
            case PlayedFault.ServerError:
                await SendAsync(500, ErrorBody.ServerError);
                return false;
            case PlayedFault.Unavailable:
                await SendAsync(503, ErrorBody.Unavailable);
                return false;
            case PlayedFault.EmptyBody:
                Begin(200, request.Stream ? "text/event-stream" : "application/json", 0);
                return false;
            case PlayedFault.MalformedJson:
                Begin(200, request.Stream ? "text/event-stream" : "application/json", null);
                await _context.Response.BodyWriter.WriteAsync(
                    request.Stream ? "data: {\"id\":\"chatcmpl-0\",\"choices\":[{\"delta\"\n\n"u8.ToArray() : "{\"id\":\"chatcmpl-0\",\"choices\":[{\"message\":{\"content\":\"The"u8.ToArray(), Aborted);
                return false;
        }

        // A transport that fails by plan is none of the faults: it is what the model does.
        if (answer is null || fault is PlayedFault.ResetBefore)
        {
            _context.Abort();
            return false;
        }

        bool cut = fault is PlayedFault.ResetInTheMiddle;
        if (request.Stream && answer.Status == 200) await StreamAsync(answer, request.Usage, cut);
        else await WholeAsync(answer, cut);
        if (cut)
        {
            await Task.Delay(BeforeReset, Aborted);
            _context.Abort();
            return false;
        }

        await _context.Response.CompleteAsync();
        return !Aborted.IsCancellationRequested;
    }

    private async Task StreamAsync(WireAnswer answer, bool usage, bool cut)
    {
        Begin(200, "text/event-stream", null);
        PipeWriter body = _context.Response.BodyWriter;
        // In the middle of the text: behind its end it would not be missed.
        int count = cut ? 1 + ((answer.TextPieces + 1) / 2) : answer.EventCount - (usage ? 0 : 1);
        for (int i = 0; i < count; i++)
        {
            Write(body, answer.Event(i), isEvent: true);
            // Each piece on its way at once, as a model's would be.
            FlushResult flushed = await body.FlushAsync(Aborted);
            if (flushed.IsCompleted) return;
        }

        // Goes out with the end of the response.
        if (!cut) body.Write(WireAnswer.Done);
    }

    private async Task WholeAsync(WireAnswer answer, bool cut)
    {
        Begin(answer.Status, "application/json", answer.Whole.Length);
        PipeWriter body = _context.Response.BodyWriter;
        Write(body, cut ? answer.Whole.AsSpan(..(answer.Whole.Length / 2)) : answer.Whole, isEvent: false, hasId: answer.Status == 200);
        await body.FlushAsync(Aborted);
    }

    private void Write(PipeWriter body, ReadOnlySpan<byte> bytes, bool isEvent, bool hasId = true)
    {
        Span<byte> sent = body.GetSpan(bytes.Length);
        bytes.CopyTo(sent);
        if (hasId) WireAnswer.SetId(sent, isEvent, _id);
        body.Advance(bytes.Length);
    }

    private void Begin(int status, string type, long? length)
    {
        HttpResponse response = _context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = length;
    }
}
