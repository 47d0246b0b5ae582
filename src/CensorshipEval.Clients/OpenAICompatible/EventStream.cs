using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace CensorshipEval.Clients;

/// <summary>The data of server-sent events, however the network cuts them.</summary>
internal static class EventStream
{
    /// <summary>Whether a body that was announced as something else is a stream of events all the same.</summary>
    public static bool IsOne(string body)
    {
        ReadOnlySpan<char> start = body.AsSpan().TrimStart("\uFEFF\r\n");
        return start.StartsWith("data:", StringComparison.Ordinal) || start.StartsWith("event:", StringComparison.Ordinal) ||
            start.StartsWith("id:", StringComparison.Ordinal) || start.StartsWith(":", StringComparison.Ordinal);
    }

    /// <summary>Reads the events and disposes the stream.</summary>
    /// <exception cref="ChatTransportException">The connection was lost.</exception>
    public static async IAsyncEnumerable<string> ReadAsync(
        Stream stream, HttpResponseMessage response, string host, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Stream disposed = stream;
        IAsyncEnumerator<SseItem<string>> events = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await events.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException && exception is not ChatTransportException)
                {
                    throw ResponseHeaders.Transport(response, "connection", $"The connection to {host} was lost: {exception.Message}", time, exception);
                }

                if (events.Current.Data.Length > 0) yield return events.Current.Data;
            }
        }
    }
}
