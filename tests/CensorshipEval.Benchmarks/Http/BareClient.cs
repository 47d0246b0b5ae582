namespace CensorshipEval.Benchmarks.Http;

/// <summary>What a loop around an <see cref="HttpClient"/> does with the same request: posts its bytes and reads the body to its end.</summary>
internal sealed class BareClient(HttpClient http, Uri address, byte[] body, string accept)
{
    public async Task AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        string text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode || !text.EndsWith("[DONE]\n\n", StringComparison.Ordinal)) throw new InvalidOperationException($"Not the answer that was asked for: {text}");
    }

    /// <summary>A client that posts exactly what the pipeline posts.</summary>
    public static async Task<BareClient> LikeAsync(Uri endpoint, HttpClient http)
    {
        using var recorder = new Recorder();
        using var recorded = new HttpClient(recorder);
        using (var pipeline = new HttpPipeline(recorded, endpoint, concurrency: 1)) await pipeline.AskAsync();
        return new BareClient(http, recorder.Address!, recorder.Body!, recorder.Accept!);
    }

    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
    {
        public Uri? Address { get; private set; }

        public byte[]? Body { get; private set; }

        public string? Accept { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Address, Accept, Body) = (request.RequestUri, request.Headers.Accept.ToString(), await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
