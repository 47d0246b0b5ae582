using System.Text;
using CensorshipEval.Clients;
using CensorshipEval.Detection;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Running;

/// <summary>Turns what a chat client gives back into an exchange, without losing a signal.</summary>
internal sealed class ExchangeRecorder
{
    private readonly TrialRequest _request;
    private readonly TimeProvider _time;
    private readonly CallsInFlight.Call _attempt;
    private readonly StringBuilder _streamed = new();
    private readonly StringBuilder _reasoning = new();
    private readonly UpdateLog _updates = new();
    private readonly CallMetadata _call = new();
    private StringBuilder? _shown; // null while all that was streamed still stands
    private TimeSpan? _toFirst;
    private string? _text;
    private string? _finishReason;
    private string? _answeredBy;
    private ExchangeError? _error;
    private UsageDetails? _usage;

    public ExchangeRecorder(TrialRequest request, CallsInFlight.Call attempt, TimeProvider time)
    {
        _request = request;
        _attempt = attempt;
        _time = time;
    }

    public void Add(ChatResponseUpdate update)
    {
        if (update.IsKeepAlive()) return;
        TimeSpan at = _time.GetElapsedTime(_attempt.Start);
        _toFirst ??= at;
        bool replaces = update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool flag) && flag;
        string text = Read(update.Contents);
        if (replaces)
        {
            Replace(text);
            _updates.Add(new StreamUpdate(at, StreamUpdateKind.Replace, text.Length));
        }
        else if (text.Length > 0)
        {
            _streamed.Append(text);
            _shown?.Append(text);
            _updates.Add(new StreamUpdate(at, StreamUpdateKind.Append, text.Length));
        }

        Note(update.FinishReason, update.ModelId, update.AdditionalProperties);
    }

    public void Add(ChatResponse response)
    {
        _text = string.Concat(response.Messages.Where(static message => message.Role == ChatRole.Assistant).Select(message => Read(message.Contents)));
        _usage ??= response.Usage;
        Note(response.FinishReason, response.ModelId, response.AdditionalProperties);
    }

    public void Fail(ExchangeError error, string? requestId = null, IReadOnlyList<ExchangeError>? failedBefore = null)
    {
        _call.RequestId ??= requestId;
        if (failedBefore is { Count: > 0 }) _call.FailedAttempts = failedBefore;
        // Behind a finish reason or a block the answer is told to its end: that must not be lost to the connection.
        if (_finishReason is null && _error is null) _error = error;
        else _call.LostAfterEnd = error;
    }

    public Exchange Complete()
    {
        string streamed = _streamed.ToString();
        string text = _text ?? _shown?.ToString() ?? streamed;
        string? reasoning = _reasoning.Length == 0 ? null : _reasoning.ToString();
        if (reasoning is null) (reasoning, text) = ReasoningPreamble.Split(text);
        return new Exchange
        {
            Key = _request.Key,
            Target = _request.Target,
            Prompt = _request.Prompt,
            Text = text,
            Reasoning = reasoning,
            FinishReason = _finishReason,
            Error = _error,
            Stream = _text is null ? new StreamTrace { Text = streamed, Updates = _updates.Updates } : null,
            AnsweredBy = _answeredBy,
            Usage = _usage is null ? null : new TokenUsage
            {
                InputTokens = _usage.InputTokenCount,
                OutputTokens = _usage.OutputTokenCount,
                ReasoningTokens = _usage.ReasoningTokenCount,
            },
            Metadata = _call.ToMetadata(),
            Timing = new ExchangeTiming { StartedAt = _attempt.StartedAt, ToFirstUpdate = _text is null ? _toFirst : null, Duration = _attempt.Duration },
        };
    }

    // What stood is lost from the screen and not from the record; a snapshot that only grows adds its growth.
    private void Replace(string text)
    {
        string before = (_shown ?? _streamed).ToString();
        _streamed.Append(text.StartsWith(before, StringComparison.Ordinal) ? text[before.Length..] : text);
        _shown = new StringBuilder(text);
    }

    private string Read(IList<AIContent> contents)
    {
        string text = "";
        foreach (AIContent content in contents)
        {
            switch (content)
            {
                case TextContent part:
                    text += part.Text;
                    break;
                case TextReasoningContent part:
                    _reasoning.Append(part.Text);
                    break;
                case ErrorContent part when string.Equals(part.ErrorCode, ResponseSignals.RefusalErrorCode, StringComparison.OrdinalIgnoreCase):
                    // The model's own words, in a field of their own.
                    text += part.Message;
                    _error = new ExchangeError { Code = ResponseSignals.RefusalErrorCode, Message = (_error?.Message ?? "") + part.Message };
                    break;
                case ErrorContent part:
                    _error = new ExchangeError { Code = part.ErrorCode, Message = part.Message };
                    break;
                case UsageContent part:
                    _usage = part.Details;
                    break;
            }
        }

        return text;
    }

    private void Note(ChatFinishReason? finishReason, string? modelId, AdditionalPropertiesDictionary? properties)
    {
        _answeredBy = modelId ?? _answeredBy;
        string? reason = properties is not null && properties.TryGetValue(ResponseSignals.RawFinishReason, out string? raw) ? raw : finishReason?.Value;
        // Some servers say that they blocked, and then that they stopped: a block is not taken back.
        if (reason is not null && (FinishReasons.Read(_finishReason) is not FinishKind.Block || FinishReasons.Read(reason) is FinishKind.Block)) _finishReason = reason;
        if (properties is null) return;
        if (_error is not null && properties.TryGetValue(ResponseSignals.HttpStatus, out int status)) _error = _error with { HttpStatus = status };
        if (properties.TryGetValue(ResponseSignals.RequestId, out string? requestId)) _call.RequestId = requestId;
        if (properties.TryGetValue(ResponseSignals.FailedAttempts, out IReadOnlyList<ExchangeError>? failures)) _call.FailedAttempts = failures;
        if (properties.TryGetValue(ResponseSignals.Provider, out string? provider)) _call.Provider = provider;
        if (properties.TryGetValue(ResponseSignals.SystemFingerprint, out string? fingerprint)) _call.SystemFingerprint = fingerprint;
        if (properties.TryGetValue(ResponseSignals.Fallbacks, out IReadOnlyList<string>? fallbacks)) _call.Fallbacks = fallbacks;
    }
}
