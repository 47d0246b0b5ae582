using System.Text;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Detection;

/// <summary>
/// Turns what a chat client gives back into the exchange that a detector reads, without losing a signal: finish reasons as they were sent, errors, text
/// that replaced other text, reasoning within the text. Everything that judges answers builds them with this, so that a guard in production sees what
/// an evaluation sees. For one answer, and not thread-safe.
/// </summary>
public sealed class ExchangeBuilder
{
    private readonly TrialKey _key;
    private readonly Target _target;
    private readonly Prompt _prompt;
    private readonly StringBuilder _streamed = new();
    private readonly UpdateLog _updates = new();
    private readonly UsageTally _usage = new();
    private StringBuilder? _reasoning;
    private StringBuilder? _shown; // null while all that was streamed still stands
    private string? _text;
    private string? _finishReason;
    private string? _answeredBy;
    private ExchangeError? _error;
    private StringBuilder? _refusal; // the model's own words in a field of their own, while no other error came behind them
    private int? _refusalStatus;

    /// <summary>Begins an exchange.</summary>
    /// <param name="key">Which trial it is.</param>
    /// <param name="target">Who is asked.</param>
    /// <param name="prompt">What is asked.</param>
    public ExchangeBuilder(TrialKey key, Target target, Prompt prompt)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(prompt);
        _key = key;
        _target = target;
        _prompt = prompt;
    }

    /// <summary>Tokens used so far, of all round trips; <see langword="null"/> where none were told.</summary>
    public TokenUsage? Usage => _usage.Total;

    /// <summary>Adds the next update of a stream.</summary>
    /// <param name="update">The update. One that only says that the server is still there changes nothing, and neither does what a tool gave back.</param>
    /// <param name="at">When it came, after the request was sent.</param>
    public void Add(ChatResponseUpdate update, TimeSpan at = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update.IsKeepAlive()) return;
        if (update.Role == ChatRole.Tool)
        {
            _usage.EndRoundTrip();
            return;
        }

        bool replaces = update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool flag) && flag;
        string text = Read(update.Contents, update.ResponseId);
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

    /// <summary>Adds an answer that was not streamed.</summary>
    public void Add(ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        _text = string.Concat(response.Messages.Where(static message => message.Role == ChatRole.Assistant).Select(message => Read(message.Contents, responseId: null)));
        if (response.Usage is { } usage) _usage.Set(usage);
        Note(response.FinishReason, response.ModelId, response.AdditionalProperties);
    }

    /// <summary>
    /// Ends the exchange with a failure of transport. <see langword="false"/>, and nothing changes, where a finish reason or an error came before it: then
    /// the answer was told to its end, which must not be lost to the connection.
    /// </summary>
    public bool TryFail(ExchangeError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (_finishReason is not null || _error is not null || _refusal is not null) return false;
        _error = error;
        return true;
    }

    /// <summary>The exchange with what came so far; without <see cref="Exchange.Timing"/> and <see cref="Exchange.Metadata"/>. May be called more than once.</summary>
    public Exchange Build()
    {
        string streamed = _streamed.ToString();
        string text = _text ?? _shown?.ToString() ?? streamed;
        string? reasoning = _reasoning is not { Length: > 0 } ? null : _reasoning.ToString();
        if (reasoning is null) (reasoning, text) = ReasoningPreamble.Split(text);
        return new Exchange
        {
            Key = _key,
            Target = _target,
            Prompt = _prompt,
            Text = text,
            Reasoning = reasoning,
            FinishReason = _finishReason,
            Error = _refusal is null ? _error : new ExchangeError { Code = ResponseSignals.RefusalErrorCode, Message = _refusal.ToString(), HttpStatus = _refusalStatus },
            Stream = _text is null ? new StreamTrace { Text = streamed, Updates = _updates.Updates } : null,
            AnsweredBy = _answeredBy,
            Usage = _usage.Total,
        };
    }

    // What stood is lost from the screen and not from the record; a snapshot that only grows adds its growth.
    private void Replace(string text)
    {
        string before = (_shown ?? _streamed).ToString();
        _streamed.Append(text.StartsWith(before, StringComparison.Ordinal) ? text[before.Length..] : text);
        _shown = new StringBuilder(text);
    }

    private string Read(IList<AIContent> contents, string? responseId)
    {
        string text = "";
        StringBuilder? several = null;
        // By index: an enumerator of the interface would be an allocation for each update.
        for (int i = 0; i < contents.Count; i++)
        {
            string? part = null;
            switch (contents[i])
            {
                case TextContent content:
                    part = content.Text;
                    break;
                case TextReasoningContent content:
                    (_reasoning ??= new StringBuilder()).Append(content.Text);
                    break;
                case ErrorContent error when string.Equals(error.ErrorCode, ResponseSignals.RefusalErrorCode, StringComparison.OrdinalIgnoreCase):
                    part = error.Message;
                    (_refusal ??= new StringBuilder(_error?.Message)).Append(part);
                    break;
                case ErrorContent error:
                    _error = new ExchangeError { Code = error.ErrorCode, Message = error.Message };
                    _refusal = null;
                    break;
                case UsageContent usage:
                    _usage.Add(usage.Details, responseId);
                    break;
                case FunctionResultContent:
                    _usage.EndRoundTrip();
                    break;
            }

            // The usual update has one piece, which is not copied; a response may have thousands, which are not copied again and again.
            if (string.IsNullOrEmpty(part)) continue;
            if (text.Length == 0) text = part;
            else (several ??= new StringBuilder(text)).Append(part);
        }

        return several?.ToString() ?? text;
    }

    private void Note(ChatFinishReason? finishReason, string? modelId, AdditionalPropertiesDictionary? properties)
    {
        _answeredBy = modelId ?? _answeredBy;
        string? reason = properties is not null && properties.TryGetValue(ResponseSignals.RawFinishReason, out string? raw) ? raw : finishReason?.Value;
        // Some servers say that they blocked, and then that they stopped: a block is not taken back.
        if (reason is not null && (FinishReasons.Read(_finishReason) is not FinishKind.Block || FinishReasons.Read(reason) is FinishKind.Block)) _finishReason = reason;
        if ((_error is null && _refusal is null) || properties is null || !properties.TryGetValue(ResponseSignals.HttpStatus, out int status)) return;
        if (_refusal is null) _error = _error! with { HttpStatus = status };
        else _refusalStatus = status;
    }
}
