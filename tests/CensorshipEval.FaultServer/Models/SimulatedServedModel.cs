using System.Collections.Concurrent;
using System.Collections.Frozen;
using CensorshipEval.Faults.Wire;
using CensorshipEval.Simulation;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Faults.Models;

/// <summary>A simulated model, with the sample of a prompt counted by its text.</summary>
internal sealed class SimulatedServedModel : IServedModel, IDisposable
{
    private readonly SimulatedModel _model;
    private readonly TimeProvider _time;
    private readonly FrozenDictionary<string, string> _idOfText;
    private readonly ConcurrentDictionary<string, SampleCounter> _samples = new(StringComparer.Ordinal);

    public SimulatedServedModel(SimulationProfile profile, IPromptCorpus corpus, TimeProvider time)
    {
        _model = new SimulatedModel(profile, corpus);
        _time = time;
        _idOfText = corpus.Prompts.DistinctBy(static prompt => prompt.Text, StringComparer.Ordinal)
            .ToFrozenDictionary(static prompt => prompt.Text, static prompt => prompt.Id, StringComparer.Ordinal);
    }

    public string Name => _model.Profile.Model;

    public async ValueTask<ServedAnswer> AnswerAsync(WireRequest request)
    {
        // A text that the corpus does not hold is left to the model, which answers it in general terms.
        SampleCounter? samples = _idOfText.TryGetValue(request.Prompt, out string? promptId) ? _samples.GetOrAdd(promptId, static _ => new SampleCounter()) : null;
        int sample = samples?.Take() ?? 0;
        var options = new ChatOptions();
        if (samples is not null)
            options.AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.TrialKey] = new TrialKey("", Name, promptId!, sample) };
        try
        {
            var planned = new PlannedAnswer();
            await foreach (ChatResponseUpdate update in _model.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, request.Prompt)], options))
                planned.Add(update);
            return new ServedAnswer(AnswerWriter.Write(planned, Name, _time.GetUtcNow(), TokenCount.Of(request.Prompt) + 8), samples, sample);
        }
        catch (HttpRequestException)
        {
            return new ServedAnswer(null, samples, sample);
        }
    }

    public void Dispose() => _model.Dispose();
}
