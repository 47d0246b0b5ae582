using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// Understands what another client throws, by its HTTP status: 408, 425, 429 and 5xx become a <see cref="ChatTransportException"/>, a content filter's
/// error becomes an answer (<see cref="ErrorContent"/>), and any other status a <see cref="ChatEndpointException"/>. It belongs innermost, around that
/// client.
/// </summary>
public sealed class ErrorStatusChatClient : DelegatingChatClient
{
    private const int LongestMessage = 2_000;

    private readonly Func<Exception, HttpStatusCode?> _statusOf;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="statusOf">Status of an exception of that client; <see langword="null"/> for exceptions that are to be left as they are.</param>
    public ErrorStatusChatClient(IChatClient innerClient, Func<Exception, HttpStatusCode?> statusOf)
        : base(innerClient)
    {
        ArgumentNullException.ThrowIfNull(statusOf);
        _statusOf = statusOf;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_statusOf(exception) is { } status)
        {
            return new[] { Translate(exception, status) }.ToChatResponse();
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            while (true)
            {
                ChatResponseUpdate? block = null;
                try
                {
                    if (!await updates.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (Exception exception) when (_statusOf(exception) is { } status)
                {
                    block = Translate(exception, status);
                }

                yield return block ?? updates.Current;
                if (block is not null) yield break;
            }
        }
    }

    private static ChatResponseUpdate Translate(Exception exception, HttpStatusCode status)
    {
        string message = exception.Message.Length <= LongestMessage ? exception.Message : exception.Message[..LongestMessage] + "…";
        if (BlockErrors.Match(new ExchangeError { Message = message, HttpStatus = (int)status }) is { } mark)
        {
            return new ChatResponseUpdate
            {
                Role = ChatRole.Assistant,
                Contents = [new ErrorContent(message) { ErrorCode = mark }],
                AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.HttpStatus] = (int)status },
            };
        }

        if (TransportFailure.MayPass(status)) throw new ChatTransportException($"http-{(int)status}", message, exception) { Status = status };
        throw new ChatEndpointException(status, code: null, message);
    }
}
