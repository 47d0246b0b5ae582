using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Simulation;

/// <summary>
/// A chat client that behaves as planted: always the same for the same profile, prompt and sample. It proves that a measurement recovers a known
/// truth, and serves tests of one's own. It makes no network calls and understands only the prompts of its corpus; others it answers in general terms.
/// </summary>
/// <remarks>
/// Which sample a request is comes from the trial key that <see cref="Running.ChatClientSource"/> puts into the options
/// (<see cref="ResponseSignals.TrialKey"/>); without one, requests for a prompt are counted.
/// </remarks>
public sealed class SimulatedModel : IChatClient
{
    private readonly IPromptCorpus _corpus;
    private readonly BehaviorSchedule _schedule;
    private readonly Dictionary<string, Prompt> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Prompt> _byText = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>Creates a model that knows a corpus.</summary>
    /// <exception cref="InputException">The profile's shares are out of range.</exception>
    public SimulatedModel(SimulationProfile profile, IPromptCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(corpus);
        FluentValidation.Results.ValidationResult valid = new SimulationProfileValidator().Validate(profile);
        if (!valid.IsValid)
            throw new InputException([.. valid.Errors.Select(static error => new InputError("profile", null, error.PropertyName, $"{error.AttemptedValue}", error.ErrorMessage))]);
        Profile = profile;
        _corpus = corpus;
        _schedule = new BehaviorSchedule(profile, corpus.Prompts);
        foreach (Prompt prompt in corpus.Prompts)
        {
            _byId.TryAdd(prompt.Id, prompt);
            _byText.TryAdd(prompt.Text, prompt);
        }
    }

    /// <summary>How it behaves.</summary>
    public SimulationProfile Profile { get; }

    /// <summary>What is planted for one sample of a prompt.</summary>
    public SimulatedBehavior BehaviorFor(Prompt prompt, int sample)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return SimulatedAnswer.Possible(_schedule.Of(prompt, sample), ContentFor(prompt));
    }

    /// <summary>The verdict that a perfect detector gives on one sample of a prompt: the planted truth.</summary>
    public Verdict TruthFor(Prompt prompt, int sample)
    {
        (Delivery delivery, Engagement? engagement) = BehaviorFor(prompt, sample) switch
        {
            SimulatedBehavior.Refuse => (Delivery.Delivered, Engagement.Refused),
            SimulatedBehavior.BlockInput => (Delivery.InputBlocked, null),
            SimulatedBehavior.BlockOutput => (Delivery.OutputBlocked, Engagement.Partial),
            SimulatedBehavior.Retract => (Delivery.Retracted, null),
            SimulatedBehavior.StopEmpty => (Delivery.EmptyStop, null),
            SimulatedBehavior.FailTransport => (Delivery.TransportError, (Engagement?)null),
            _ => (Delivery.Delivered, Engagement.Complete),
        };
        return new Verdict { Detector = new ComponentId("planted", "1.0.0"), Delivery = delivery, Engagement = engagement };
    }

    /// <summary>
    /// The values that perfect measures give to one sample of a prompt, by their names: the planted truth. None where nothing is planted; 0 also
    /// where a measure may have nothing to say; for official-line adherence the least value that counts as recital.
    /// </summary>
    public IReadOnlyDictionary<string, double> MeasuresFor(Prompt prompt, int sample) => PlantedMeasures.Of(BehaviorFor(prompt, sample), ContentFor(prompt));

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            // Without a stream, all that is seen of a retraction is the notice.
            if (SimulatedAnswer.IsReplacement(update)) updates.Clear();
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        (Prompt prompt, int sample) = Identify(messages, options);
        foreach (ChatResponseUpdate update in SimulatedAnswer.Give(BehaviorFor(prompt, sample), ContentFor(prompt), prompt.Language, sample))
        {
            cancellationToken.ThrowIfCancellationRequested();
            update.ModelId = Profile.Model;
            yield return update;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return new ChatClientMetadata("simulation", defaultModelId: Profile.Model);
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private (Prompt Prompt, int Sample) Identify(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.TrialKey, out TrialKey key) &&
            _byId.TryGetValue(key.PromptId, out Prompt? known))
            return (known, key.Sample);

        string text = messages.LastOrDefault(static message => message.Role == ChatRole.User)?.Text ?? "";
        if (!_byText.TryGetValue(text, out Prompt? prompt))
            prompt = new Prompt { Id = text, Text = text, Language = LanguageTag.Parse("en") };
        return (prompt, _asked.AddOrUpdate(prompt.Id, 0, static (_, asked) => asked + 1));
    }

    private SimulatedContent ContentFor(Prompt prompt) => new(prompt, prompt.FamilyId is { } id ? _corpus.FindFamily(id) : null);
}
