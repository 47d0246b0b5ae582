using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>One response of an endpoint, and what goes wrong with it told in words that hold no key.</summary>
internal sealed class CompletionResponse(HttpResponseMessage response, Uri address, OpenAICompatibleOptions options, ApiKeySecret key, TimeProvider time) : IDisposable
{
    private const int LongestBeginning = 200;

    /// <summary>What the head told, under the names of <see cref="ResponseSignals"/>.</summary>
    public Dictionary<string, object?> Signals { get; } = ResponseHeaders.Signals(response, key);

    public int Status => (int)response.StatusCode;

    public bool IsSuccess => response.IsSuccessStatusCode;

    public bool IsEventStream => string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    public void Dispose() => response.Dispose();

    /// <summary>A failed response as an answer, where it is a block.</summary>
    /// <exception cref="ChatTransportException">It may pass.</exception>
    /// <exception cref="ChatEndpointException">It will not.</exception>
    public async Task<ChatResponseUpdate> ReadFailureAsync(CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is >= 300 and < 400) throw Redirect();
        string body = await ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        var error = ProviderError.Of(body, Status, key);
        // Whatever the status: what the detector will see as a block must not be tried again.
        if (error.IsBlock)
        {
            return new ChatResponseUpdate
            {
                Role = ChatRole.Assistant,
                Contents = [new ErrorContent(error.Message) { ErrorCode = error.Code }],
                AdditionalProperties = new AdditionalPropertiesDictionary(Signals),
            };
        }

        if (error.Meaning is ErrorMeaning.PromptTooLong) throw PromptTooLong(error);
        if (TransportFailure.MayPass(response.StatusCode)) throw Transport($"http-{Status}", $"{address.Host} answered {Status}: {error.Message}");
        throw Endpoint(error);
    }

    /// <summary>What an error that is no block, inside a response that succeeded, makes of the call.</summary>
    public Exception Failure(ProviderError error, bool behindText) => error.Meaning switch
    {
        ErrorMeaning.PromptTooLong => PromptTooLong(error),
        ErrorMeaning.Final when !behindText => Endpoint(error),
        _ => Transport(error.Code ?? "error", error.Message, asksToSlowDown: error.Meaning is ErrorMeaning.TooFast),
    };

    /// <summary>The whole body as text.</summary>
    /// <exception cref="ChatTransportException">The connection was lost.</exception>
    public async Task<string> ReadBodyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = await OpenAsync(cancellationToken).ConfigureAwait(false);
            using var text = new StreamReader(stream, Encoding.UTF8);
            return await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsLostConnection(exception))
        {
            throw Lost(exception);
        }
    }

    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // Only there when the handler does not decompress by itself; the bound counts what comes out, or a small body could fill the memory.
        foreach (string encoding in response.Content.Headers.ContentEncoding.Reverse())
        {
            body = encoding.ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => new GZipStream(body, CompressionMode.Decompress),
                "DEFLATE" => new ZLibStream(body, CompressionMode.Decompress),
                "BR" => new BrotliStream(body, CompressionMode.Decompress),
                _ => body,
            };
        }

        return new BoundedStream(body, options.MaxAnswerBytes);
    }

    public static bool IsLostConnection(Exception exception) =>
        exception is IOException or HttpRequestException or InvalidDataException && exception is not ChatTransportException;

    public ChatTransportException Lost(Exception exception) =>
        Transport("connection", $"The connection to {address.Host} was lost: {key.FromRaw(exception.Message)}", exception);

    public ChatTransportException NoAnswer(string body, Exception cause) =>
        Transport("malformed", $"The response is no answer of this API: {Beginning(body)}", cause);

    public ChatTransportException Transport(string code, string message, Exception? inner = null, bool mayPass = true, bool asksToSlowDown = false) => new(code, message, key.FromCause(inner))
    {
        MayPass = mayPass,
        AsksToSlowDown = asksToSlowDown || response.StatusCode is System.Net.HttpStatusCode.TooManyRequests,
        Status = response.StatusCode,
        RetryAfter = ResponseHeaders.RetryAfter(response, time),
        RequestId = ResponseHeaders.RequestId(response, key),
    };

    public ChatEndpointException Endpoint(ProviderError error) => Endpoint(error.Code, EndpointAdvice.For(response.StatusCode, error.Code, options, error.Message));

    /// <summary>What a handler made of the request against all advice; <see langword="null"/> mostly.</summary>
    public ChatEndpointException? Followed()
    {
        if (response.RequestMessage is not { RequestUri: { } answered } request) return null;
        bool samePlace = answered.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase) &&
            (answered.Port == address.Port || (answered.IsDefaultPort && address.IsDefaultPort));
        return samePlace && request.Method == HttpMethod.Post
            ? null
            : Endpoint("redirected", key.FromRaw(EndpointAdvice.ForFollowed(answered, request.Method, options)));
    }

    // Of this prompt alone: others go on.
    private ChatTransportException PromptTooLong(ProviderError error) =>
        Transport(ErrorMeanings.PromptTooLongCode, $"{address.Host} does not take a prompt of this length: {error.Message}", mayPass: false);

    private ChatEndpointException Redirect()
    {
        Uri? location = response.Headers.Location is { } place ? new Uri(address, place) : null;
        return Endpoint("redirect", key.FromRaw(EndpointAdvice.ForRedirect(response.StatusCode, location, options)));
    }

    private ChatEndpointException Endpoint(string? code, string message) =>
        new(response.StatusCode, code, message) { RequestId = ResponseHeaders.RequestId(response, key) };

    // The key goes before the cut, which could leave half of it.
    private string Beginning(string body)
    {
        string clean = key.FromRaw(body);
        return clean.Length <= LongestBeginning ? clean : clean[..LongestBeginning] + "…";
    }
}
