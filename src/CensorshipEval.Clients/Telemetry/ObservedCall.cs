using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>One call as a span and measurements; they are given when it is disposed.</summary>
internal sealed class ObservedCall : IDisposable
{
    private const string Chat = "chat";

    private readonly ChatClientMetadata? _metadata;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly bool _streams;
    private readonly string? _model;
    private readonly Activity? _activity;
    private double? _toFirst;
    private string? _answeredBy;
    private string? _responseId;
    private string? _finishReason;
    private string? _error;
    private UsageDetails? _usage;

    public ObservedCall(ChatClientMetadata? metadata, ChatOptions? options, bool streams, TimeProvider time)
    {
        _metadata = metadata;
        _streams = streams;
        _time = time;
        _model = options?.ModelId ?? metadata?.DefaultModelId;
        _activity = GenAiInstruments.Source.StartActivity(_model is null ? Chat : $"{Chat} {_model}", ActivityKind.Client);
        if (_activity is { IsAllDataRequested: true }) TagRequest(_activity, options);
        _start = time.GetTimestamp();
    }

    /// <summary>Makes the span the current one again: a stream's reader comes back with its own.</summary>
    public void Resume()
    {
        if (_activity is not null) Activity.Current = _activity;
    }

    public void See(ChatResponse response)
    {
        See(response.ModelId, response.ResponseId, response.FinishReason, response.AdditionalProperties);
        _usage = response.Usage;
    }

    public void See(ChatResponseUpdate update)
    {
        if (update.IsKeepAlive()) return;
        _toFirst ??= _time.GetElapsedTime(_start).TotalSeconds;
        See(update.ModelId, update.ResponseId, update.FinishReason, update.AdditionalProperties);
        foreach (AIContent content in update.Contents)
        {
            if (content is UsageContent usage) _usage = usage.Details;
        }
    }

    public void Fail(Exception exception) => _error = ErrorType.Of(exception);

    public void Dispose()
    {
        double duration = _time.GetElapsedTime(_start).TotalSeconds;
        if (GenAiInstruments.Duration.Enabled)
        {
            TagList tags = Tags();
            if (_error is not null) tags.Add("error.type", _error);
            GenAiInstruments.Duration.Record(duration, tags);
        }

        if (_streams && _toFirst is { } toFirst && GenAiInstruments.TimeToFirstChunk.Enabled) GenAiInstruments.TimeToFirstChunk.Record(toFirst, Tags());
        if (_usage is not null && GenAiInstruments.TokenUsage.Enabled)
        {
            RecordTokens(_usage.InputTokenCount, "input");
            RecordTokens(_usage.OutputTokenCount, "output");
        }

        if (_activity is null) return;
        if (_activity.IsAllDataRequested) TagResponse(_activity);
        if (_error is not null) _activity.SetStatus(ActivityStatusCode.Error);
        _activity.Dispose();
    }

    private void See(string? model, string? responseId, ChatFinishReason? finishReason, AdditionalPropertiesDictionary? properties)
    {
        _answeredBy = model ?? _answeredBy;
        _responseId = responseId ?? _responseId;
        _finishReason = properties is not null && properties.TryGetValue(ResponseSignals.RawFinishReason, out string? raw) ? raw : finishReason?.Value ?? _finishReason;
    }

    private void RecordTokens(long? count, string type)
    {
        if (count is not { } tokens) return;
        TagList tags = Tags();
        tags.Add("gen_ai.token.type", type);
        GenAiInstruments.TokenUsage.Record(tokens, tags);
    }

    private TagList Tags()
    {
        TagList tags = default;
        tags.Add("gen_ai.operation.name", Chat);
        if (_metadata?.ProviderName is { } provider) tags.Add("gen_ai.provider.name", provider);
        if (_model is not null) tags.Add("gen_ai.request.model", _model);
        if (_answeredBy is not null) tags.Add("gen_ai.response.model", _answeredBy);
        if (_metadata?.ProviderUri is not { } server) return tags;
        tags.Add("server.address", server.Host);
        tags.Add("server.port", server.Port);
        return tags;
    }

    private void TagRequest(Activity activity, ChatOptions? options)
    {
        activity.SetTag("gen_ai.operation.name", Chat);
        activity.SetTag("gen_ai.provider.name", _metadata?.ProviderName);
        activity.SetTag("gen_ai.request.model", _model);
        if (_streams) activity.SetTag("gen_ai.request.stream", true);
        activity.SetTag("server.address", _metadata?.ProviderUri?.Host);
        activity.SetTag("server.port", _metadata?.ProviderUri?.Port);
        if (options is null) return;
        activity.SetTag("gen_ai.request.temperature", options.Temperature);
        activity.SetTag("gen_ai.request.top_p", options.TopP);
        activity.SetTag("gen_ai.request.top_k", options.TopK);
        activity.SetTag("gen_ai.request.max_tokens", options.MaxOutputTokens);
        activity.SetTag("gen_ai.request.seed", options.Seed);
        activity.SetTag("gen_ai.request.frequency_penalty", options.FrequencyPenalty);
        activity.SetTag("gen_ai.request.presence_penalty", options.PresencePenalty);
    }

    private void TagResponse(Activity activity)
    {
        activity.SetTag("gen_ai.response.model", _answeredBy);
        activity.SetTag("gen_ai.response.id", _responseId);
        if (_finishReason is not null) activity.SetTag("gen_ai.response.finish_reasons", new[] { _finishReason });
        if (_streams) activity.SetTag("gen_ai.response.time_to_first_chunk", _toFirst);
        activity.SetTag("gen_ai.usage.input_tokens", _usage?.InputTokenCount);
        activity.SetTag("gen_ai.usage.output_tokens", _usage?.OutputTokenCount);
        activity.SetTag("gen_ai.usage.reasoning.output_tokens", _usage?.ReasoningTokenCount);
        activity.SetTag("error.type", _error);
    }
}
