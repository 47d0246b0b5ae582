using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Puts a guard around a chat client.</summary>
public static class RefusalGuardExtensions
{
    /// <summary>
    /// Puts a guard around a client. For a builder: <c>builder.Use(inner => inner.UseRefusalGuard())</c>, Microsoft's <c>ChatClientBuilder</c> and the
    /// <c>ChatPipelineBuilder</c> of CensorshipEval.Clients alike. Inside a layer of telemetry, its events stand on the span of the call.
    /// </summary>
    /// <param name="client">The client that is called.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="detector">Judges the answers; the default detector by default.</param>
    /// <param name="logger">Where refusals and failures are told; nowhere by default.</param>
    /// <param name="timeProvider">Clock of the time limit; the system's by default.</param>
    /// <param name="languages">Tells the language of a request; the default identifier by default. It holds 500 KB: give several guards the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of their range; the message names all of them.</exception>
    public static IChatClient UseRefusalGuard(
        this IChatClient client,
        RefusalGuardOptions? options = null,
        IRefusalDetector? detector = null,
        ILogger<RefusalGuardChatClient>? logger = null,
        TimeProvider? timeProvider = null,
        ILanguageIdentifier? languages = null) => new RefusalGuardChatClient(client, options, detector, logger, timeProvider, languages);
}
