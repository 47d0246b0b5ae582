using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Gives a chat client a fallback.</summary>
public static class RefusalFallbackExtensions
{
    /// <summary>
    /// Asks another client where this one refuses, if the app says that the request is benign. For a builder:
    /// <c>builder.Use(inner => inner.UseRefusalFallback(other, isBenign))</c>. Put guards around both models, inside: then each answer is counted.
    /// </summary>
    /// <param name="client">The first model.</param>
    /// <param name="fallback">The other model. The caller disposes of it.</param>
    /// <param name="isBenign">Whether a request may be put to the other model; asked only after a refusal. There is no default that says yes.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="budget">What fallbacks may use, shared with other clients; by default one of its own.</param>
    /// <param name="detector">Judges the answers; the default detector by default.</param>
    /// <param name="logger">Where fallbacks are told; nowhere by default.</param>
    /// <param name="timeProvider">Clock of the limits; the system's by default.</param>
    /// <param name="languages">Tells the language of a request; the default identifier by default.</param>
    /// <exception cref="ArgumentException">Both clients are the same, and <see cref="RefusalFallbackOptions.Model"/> names no other model of it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of their range; the message names all of them.</exception>
    public static IChatClient UseRefusalFallback(
        this IChatClient client,
        IChatClient fallback,
        Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign,
        RefusalFallbackOptions? options = null,
        FallbackBudget? budget = null,
        IRefusalDetector? detector = null,
        ILogger<RefusalFallbackChatClient>? logger = null,
        TimeProvider? timeProvider = null,
        ILanguageIdentifier? languages = null) =>
        new RefusalFallbackChatClient(client, fallback, isBenign, options, budget, detector, logger, timeProvider, languages);
}
