using System.IO.Compression;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// A chat client for endpoints that speak OpenAI's chat completions: OpenAI, Azure OpenAI, DeepSeek, DashScope, Mistral, OpenRouter, Ollama, vLLM,
/// llama.cpp. One call is one request: nothing is retried and no signal is dropped. A content filter's error is an answer
/// (<see cref="ErrorContent"/> with the provider's code); failures of transport are <see cref="ChatTransportException"/>, and what every further
/// call would meet is <see cref="ChatEndpointException"/>. Finish reason as sent, HTTP status and request id stand under the names of
/// <see cref="ResponseSignals"/>.
/// </summary>
public sealed class OpenAICompatibleChatClient : IChatClient
{
    private readonly HttpClient _http;
    private readonly OpenAICompatibleOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _address;

    /// <summary>Creates the client.</summary>
    /// <param name="http">Sends the requests; give it an infinite <see cref="HttpClient.Timeout"/> and let the pipeline time out. The caller disposes it.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="timeProvider">Clock for Retry-After dates; the system's by default.</param>
    public OpenAICompatibleChatClient(HttpClient http, OpenAICompatibleOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        _http = http;
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _address = AddressOf(options.Endpoint);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await SendAsync(messages, options, stream: false, cancellationToken).ConfigureAwait(false);
        var signals = ResponseHeaders.Signals(response);
        if (!response.IsSuccessStatusCode)
            return new[] { await ReadFailureAsync(response, signals, cancellationToken).ConfigureAwait(false) }.ToChatResponse();
        string body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        return ReadWhole(body, response, signals).ToChatResponse();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await SendAsync(messages, options, stream: true, cancellationToken).ConfigureAwait(false);
        var signals = ResponseHeaders.Signals(response);
        if (!response.IsSuccessStatusCode)
        {
            yield return await ReadFailureAsync(response, signals, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        Stream events;
        if (string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            events = await OpenAsync(response, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            string body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
            if (!EventStream.IsOne(body))
            {
                // A server that does not stream, or a page in place of an answer.
                foreach (ChatResponseUpdate update in ReadWhole(body, response, signals)) yield return update;
                yield break;
            }

            // A server that streams under another type.
            events = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        var reader = new CompletionReader(_options, signals);
        await foreach (string data in EventStream.ReadAsync(events, response, _address.Host, _time, cancellationToken).ConfigureAwait(false))
        {
            if (data is "[DONE]") break;
            if (ReadEvent(reader, data, response) is { } update) yield return update;
        }

        if (reader.Flush() is { } rest) yield return rest;
        if (!reader.Finished) throw ResponseHeaders.Transport(response, reader.AnyText ? "stream-cut" : "stream-empty", "The stream ended without a finish reason.", _time);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return new ChatClientMetadata("openai-compatible", _options.Endpoint, _options.Model);
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Uri AddressOf(Uri endpoint)
    {
        if (endpoint.AbsolutePath.TrimEnd('/').EndsWith("/chat/completions", StringComparison.OrdinalIgnoreCase)) return endpoint;
        return new UriBuilder(endpoint) { Path = endpoint.AbsolutePath.TrimEnd('/') + "/chat/completions" }.Uri;
    }

    private async Task<HttpResponseMessage> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Content = new ReadOnlyMemoryContent(CompletionRequest.Write(messages, options, _options, stream));
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Accept.ParseAdd(stream ? "text/event-stream" : "application/json");
        if (_options.ApiKey is { } key)
            request.Headers.TryAddWithoutValidation(_options.ApiKeyHeader, _options.ApiKeyHeader.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? $"Bearer {key}" : key);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new ChatTransportException("connection", $"No answer from {_address.Host}: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChatTransportException("timeout", $"No answer from {_address.Host} within the time limit of the HTTP client.", exception);
        }
    }

    /// <summary>A failed response as an answer, where it is a block; thrown otherwise.</summary>
    private async Task<ChatResponseUpdate> ReadFailureAsync(HttpResponseMessage response, Dictionary<string, object?> signals, CancellationToken cancellationToken)
    {
        string body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        var error = ProviderError.Of(body, _options);
        string message = error.Message;
        // Whatever the status: what the detector will see as a block must not be tried again.
        if (error.IsBlock)
        {
            return new ChatResponseUpdate
            {
                Role = ChatRole.Assistant,
                Contents = [new ErrorContent(message) { ErrorCode = error.Code }],
                AdditionalProperties = new AdditionalPropertiesDictionary(signals),
            };
        }

        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 || (int)response.StatusCode >= 500)
            throw ResponseHeaders.Transport(response, $"http-{(int)response.StatusCode}", $"{_address.Host} answered {(int)response.StatusCode}: {message}", _time);
        throw new ChatEndpointException(response.StatusCode, error.Code, EndpointAdvice.For(response.StatusCode, _options, message)) { RequestId = ResponseHeaders.RequestId(response) };
    }

    private List<ChatResponseUpdate> ReadWhole(string body, HttpResponseMessage response, Dictionary<string, object?> signals)
    {
        var reader = new CompletionReader(_options, signals);
        var updates = new List<ChatResponseUpdate>();
        if (ReadEvent(reader, body, response) is { } update) updates.Add(update);
        if (!reader.AnyChoice && !reader.Finished) throw ResponseHeaders.Transport(response, "malformed", "The response holds no answer.", _time);
        if (reader.Flush() is { } rest) updates.Add(rest);
        // Well-formed and without anything to tell: an empty answer, with what the head told.
        if (updates.Count == 0) updates.Add(reader.Nothing());
        return updates;
    }

    private ChatResponseUpdate? ReadEvent(CompletionReader reader, string json, HttpResponseMessage response)
    {
        if (string.IsNullOrWhiteSpace(json)) throw ResponseHeaders.Transport(response, "empty", "The response has no body.", _time);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object) throw new JsonException("Not an object.");
            if (reader.Error(document.RootElement) is { IsBlock: false } error)
                throw ResponseHeaders.Transport(response, error.Code ?? "error", error.Message, _time);
            return reader.Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw ResponseHeaders.Transport(response, "malformed", $"The response is no answer of this API: {Beginning(json)}", _time, exception);
        }
        catch (InvalidOperationException exception)
        {
            // A string with half a surrogate pair.
            throw ResponseHeaders.Transport(response, "malformed", "The response holds text that is no valid Unicode.", _time, exception);
        }
    }

    private async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = await OpenAsync(response, cancellationToken).ConfigureAwait(false);
            using var text = new StreamReader(stream, Encoding.UTF8);
            return await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException && exception is not ChatTransportException)
        {
            throw ResponseHeaders.Transport(response, "connection", $"The connection to {_address.Host} was lost: {exception.Message}", _time, exception);
        }
    }

    private async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // Only there when the handler does not decompress by itself; the bound counts what comes out, or a small body could fill the memory.
        Stream plain = response.Content.Headers.ContentEncoding.LastOrDefault()?.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(body, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(body, CompressionMode.Decompress),
            "BR" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        return new BoundedStream(plain, _options.MaxAnswerBytes);
    }

    private string Beginning(string body)
    {
        string clean = _options.Redact(body);
        return clean.Length <= 200 ? clean : clean[..200] + "…";
    }
}
