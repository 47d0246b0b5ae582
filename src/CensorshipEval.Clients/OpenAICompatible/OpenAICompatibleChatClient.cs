using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// A chat client for endpoints that speak OpenAI's chat completions: OpenAI, Azure OpenAI, DeepSeek, DashScope, Mistral, OpenRouter, Ollama, vLLM,
/// llama.cpp. One call is one request: nothing is retried and no signal is dropped. A content filter's error is an answer
/// (<see cref="ErrorContent"/> with the provider's code); failures of transport are <see cref="ChatTransportException"/>, and what every further
/// call would meet is <see cref="ChatEndpointException"/>. Finish reason as sent, HTTP status and request id stand under the names of
/// <see cref="ResponseSignals"/>. A comment in a stream, by which servers say that they are still there, is an update of its own without contents
/// (<see cref="ResponseSignals.KeepAlive"/>).
/// </summary>
public sealed class OpenAICompatibleChatClient : IChatClient
{
    private readonly HttpClient _http;
    private readonly OpenAICompatibleOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _address;
    private readonly ApiKeySecret _key;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Creates the client.</summary>
    /// <param name="http">
    /// Sends the requests; give it an infinite <see cref="HttpClient.Timeout"/> and let the pipeline time out, and a handler whose
    /// <see cref="HttpClientHandler.AllowAutoRedirect"/> is off: one that follows redirects would send the request, and a key in a header of its own,
    /// to wherever the server points. The clients that these packages make themselves have it off. The caller disposes it.
    /// </param>
    /// <param name="options">Where and how.</param>
    /// <param name="timeProvider">Clock for Retry-After dates; the system's by default.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the key cannot be sent in a header; the message does not quote it.</exception>
    public OpenAICompatibleChatClient(HttpClient http, OpenAICompatibleOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors) throw new ArgumentException(string.Join(' ', errors), nameof(options));
        _http = http;
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _address = AddressOf(options.Endpoint);
        _key = new ApiKeySecret(options.ApiKey);
        _metadata = new ChatClientMetadata(ProviderNames.Of(options.Endpoint), new Uri(options.Address), options.Model);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using CompletionResponse response = await SendAsync(messages, options, stream: false, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess) return new[] { await response.ReadFailureAsync(cancellationToken).ConfigureAwait(false) }.ToChatResponse();
        var updates = new List<ChatResponseUpdate>();
        // Some servers stream whatever they are asked for.
        await foreach (ChatResponseUpdate update in ReadAsync(response, cancellationToken).ConfigureAwait(false)) updates.Add(update);
        return WholeAnswer.Of(updates);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CompletionResponse response = await SendAsync(messages, options, stream: true, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess)
        {
            yield return await response.ReadFailureAsync(cancellationToken).ConfigureAwait(false);
            yield break;
        }

        await foreach (ChatResponseUpdate update in ReadAsync(response, cancellationToken).ConfigureAwait(false)) yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(CompletionResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Stream body;
        if (response.IsEventStream)
        {
            body = await response.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            string text = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            if (!EventStream.IsOne(text))
            {
                // A server that does not stream, or a page in place of an answer.
                foreach (ChatResponseUpdate update in ReadWhole(text, response)) yield return update;
                yield break;
            }

            // A server that streams under another type.
            body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        }

        using var events = new EventReader(body);
        var reader = new CompletionReader(response, _options, _key);
        ExceptionDispatchInfo? failure = null;
        bool saidItIsDone = false;
        while (true)
        {
            ChatResponseUpdate? update = null;
            try
            {
                EventKind kind = await events.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (kind is EventKind.End) break;
                if (kind is EventKind.Comment) update = KeepAlive();
                else if (saidItIsDone = EventStream.IsEnd(events.Data.Span)) break;
                else if (events.Data.Length > 0) update = ReadEvent(reader, events.Data, response);
            }
            catch (Exception exception)
            {
                // What was held back came before it was lost.
                failure = ExceptionDispatchInfo.Capture(CompletionResponse.IsLostConnection(exception) ? response.Lost(exception) : exception);
                break;
            }

            if (update is null) continue;
            if (reader.TakeEarlier() is { } earlier) yield return earlier;
            yield return update;
        }

        if (reader.Flush() is { } rest) yield return rest;
        failure?.Throw();
        // A few servers give no reasons; then the end that they announce is their word that all was sent.
        if (!reader.Finished && !(saidItIsDone && reader.AnyText)) throw response.Transport(reader.AnyText ? "stream-cut" : "stream-empty", "The stream ended without a finish reason.");
    }

    private static Uri AddressOf(Uri endpoint)
    {
        if (endpoint.AbsolutePath.TrimEnd('/').EndsWith("/chat/completions", StringComparison.OrdinalIgnoreCase)) return endpoint;
        return new UriBuilder(endpoint) { Path = endpoint.AbsolutePath.TrimEnd('/') + "/chat/completions" }.Uri;
    }

    private async Task<CompletionResponse> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Content = new ReadOnlyMemoryContent(CompletionRequest.Write(messages, options, _options, stream));
        // As they are: the framework would take them apart to put them together again.
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("Accept", stream ? "text/event-stream" : "application/json");
        if (_options.ApiKey is { } key)
            request.Headers.TryAddWithoutValidation(_options.ApiKeyHeader, _options.ApiKeyHeader.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? $"Bearer {key}" : key);
        try
        {
            HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var completion = new CompletionResponse(response, _address, _options, _key, _time);
            if (completion.Followed() is not { } followed) return completion;
            completion.Dispose();
            throw followed;
        }
        catch (HttpRequestException exception)
        {
            if (CertificateFailure.Of(exception) is { } problem)
            {
                throw new ChatTransportException(
                    CertificateFailure.Code, $"The certificate of {_address.Host} does not verify: {problem} Nothing was sent.", _key.FromCause(exception)) { MayPass = false };
            }

            throw new ChatTransportException("connection", $"No answer from {_address.Host}: {_key.FromRaw(exception.Message)}", _key.FromCause(exception));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChatTransportException("timeout", $"No answer from {_address.Host} within the time limit of the HTTP client.", _key.FromCause(exception));
        }
    }

    private List<ChatResponseUpdate> ReadWhole(string body, CompletionResponse response)
    {
        var reader = new CompletionReader(response, _options, _key);
        var updates = new List<ChatResponseUpdate>();
        if (ReadEvent(reader, Encoding.UTF8.GetBytes(body), response) is { } update) updates.Add(update);
        if (!reader.AnyChoice && !reader.Finished) throw response.Transport("malformed", "The response holds no answer.");
        if (reader.Flush() is { } rest) updates.Add(rest);
        // Well-formed and without anything to tell: an empty answer, with what the head told.
        if (updates.Count == 0) updates.Add(reader.Nothing());
        return updates;
    }

    private static ChatResponseUpdate KeepAlive() =>
        new() { Role = ChatRole.Assistant, AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } };

    private static ChatResponseUpdate? ReadEvent(CompletionReader reader, ReadOnlyMemory<byte> json, CompletionResponse response)
    {
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty) throw response.Transport("empty", "The response has no body.");
        try
        {
            if (reader.TryReadNext(json.Span, out ChatResponseUpdate? next)) return next;
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object) throw new JsonException("Not an object.");
            if (reader.Error(document.RootElement) is { IsBlock: false } error) throw response.Failure(error, behindText: reader.AnyText);
            ChatResponseUpdate? update = reader.Read(document.RootElement);
            reader.Learn(json.Span);
            return update;
        }
        catch (JsonException exception)
        {
            throw response.NoAnswer(Encoding.UTF8.GetString(json.Span), exception);
        }
        catch (InvalidOperationException exception)
        {
            // A name with half a surrogate pair.
            throw response.Transport("malformed", "The response holds text that is no valid Unicode.", exception);
        }
    }
}
