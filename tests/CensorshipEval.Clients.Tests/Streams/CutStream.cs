using System.Net;

namespace CensorshipEval.Clients.Tests.Streams;

/// <summary>Gives its bytes in pieces of the given lengths, again and again; what is read never holds more than one piece.</summary>
internal sealed class CutStream(byte[] bytes, IReadOnlyList<int> lengths) : MemoryStream(bytes, writable: false)
{
    private int _piece;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, Next()));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Next())]);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    private int Next() => lengths.Count == 0 ? int.MaxValue : Math.Max(1, lengths[_piece++ % lengths.Count]);
}

/// <summary>Answers every request with one event stream, without a socket.</summary>
internal sealed class StreamHandler(byte[] bytes, IReadOnlyList<int> lengths) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new StreamContent(new CutStream(bytes, lengths));
        content.Headers.ContentType = new("text/event-stream") { CharSet = "utf-8" };
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }
}
