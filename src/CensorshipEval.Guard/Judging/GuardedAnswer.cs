using CensorshipEval.Detection;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>An answer as it comes in, and what becomes the exchange of it.</summary>
internal sealed class GuardedAnswer(GuardedRequest request)
{
    private readonly ExchangeBuilder _exchange = new(new TrialKey("guard", request.Target.Id, request.Prompt.Id, 0), request.Target, request.Prompt);
    private int _openCalls;
    private bool _showsOther;

    public GuardedRequest Request => request;

    public string? ResponseId { get; private set; }

    public string? ModelId { get; private set; }

    public TokenUsage? Usage => _exchange.Usage;

    /// <summary>The verdict of a guard or a fallback further inside.</summary>
    public Verdict? Attached { get; private set; }

    /// <summary>What a fallback further inside says.</summary>
    public FallbackNotice? AttachedFallback { get; private set; }

    /// <summary>Whether a guard further inside has told of it.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>Whether it asks for something before it goes on: the answer is still to come.</summary>
    public bool IsStep => _openCalls > 0;

    /// <summary>Whether a tool was called within it, and has answered.</summary>
    public bool RanTools { get; private set; }

    /// <summary>Whether anything came at all, a sign of life included.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether a finish reason came: then the answer is whole, whatever becomes of the rest of its stream.</summary>
    public bool HasFinished { get; private set; }

    public void See(ChatResponseUpdate update)
    {
        HasBegun = true;
        _exchange.Add(update);
        ResponseId = update.ResponseId ?? ResponseId;
        ModelId = update.ModelId ?? ModelId;
        Read(update.AdditionalProperties);
        Read(update.Contents);
        if (update.FinishReason is not null) HasFinished = true;
    }

    public void See(ChatResponse response)
    {
        HasBegun = true;
        _exchange.Add(response);
        ResponseId = response.ResponseId;
        ModelId = response.ModelId;
        Read(response.AdditionalProperties);
        foreach (ChatMessage message in response.Messages) Read(message.Contents);
        HasFinished = true;
    }

    /// <summary>Ends with an error; <see langword="false"/> where the answer was told to its end before.</summary>
    public bool TryFail(ExchangeError error) => _exchange.TryFail(error);

    /// <summary>
    /// The exchange so far; <see langword="null"/> where there is nothing to judge: a step that asks for tools, or an answer that is a picture, unless it
    /// was blocked.
    /// </summary>
    public Exchange? ToJudge()
    {
        Exchange exchange = _exchange.Build();
        bool isAnswer = !IsStep && (!_showsOther || exchange.Text.Length > 0);
        return isAnswer || DeliverySignals.Observe(exchange).Delivery is Delivery.InputBlocked or Delivery.OutputBlocked or Delivery.Retracted ? exchange : null;
    }

    private void Read(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null) return;
        AttachedFallback = properties.GetValueOrDefault(GuardSignals.Fallback) as FallbackNotice ?? AttachedFallback;
        // Only what a layer of this process attached: a provider may send what it likes under the same name.
        if (properties.GetValueOrDefault(GuardSignals.Verdict) is not Verdict verdict) return;
        Attached = verdict;
        IsCounted = !Uncounted.IsOn(properties);
    }

    private void Read(IList<AIContent> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            switch (contents[i])
            {
                case FunctionCallContent { InformationalOnly: false } or InputRequestContent:
                    _openCalls++;
                    break;
                case FunctionResultContent or InputResponseContent:
                    if (_openCalls > 0) _openCalls--;
                    RanTools |= contents[i] is FunctionResultContent;
                    HasFinished = false;
                    break;
                case McpServerToolResultContent:
                    RanTools = true;
                    break;
                case DataContent or UriContent or HostedFileContent:
                    _showsOther = true;
                    break;
            }
        }
    }
}
