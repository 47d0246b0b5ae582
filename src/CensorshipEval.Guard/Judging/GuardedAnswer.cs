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

    public TokenUsage? Usage { get; private set; }

    /// <summary>The verdict of a guard further inside.</summary>
    public Verdict? Attached { get; private set; }

    /// <summary>Whether it asks for something before it goes on: the answer is still to come.</summary>
    public bool IsStep => _openCalls > 0;

    public void See(ChatResponseUpdate update)
    {
        _exchange.Add(update);
        ResponseId = update.ResponseId ?? ResponseId;
        ModelId = update.ModelId ?? ModelId;
        if (update.AdditionalProperties is not null) Attached = update.GetVerdict() ?? Attached;
        Read(update.Contents);
    }

    public void See(ChatResponse response)
    {
        _exchange.Add(response);
        ResponseId = response.ResponseId;
        ModelId = response.ModelId;
        Attached = response.GetVerdict();
        Usage = UsageOf(response.Usage);
        foreach (ChatMessage message in response.Messages) Read(message.Contents);
    }

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

    private static TokenUsage? UsageOf(UsageDetails? usage) =>
        usage is null ? null : new TokenUsage { InputTokens = usage.InputTokenCount, OutputTokens = usage.OutputTokenCount, ReasoningTokens = usage.ReasoningTokenCount };

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
                    break;
                case UsageContent usage:
                    Usage = UsageOf(usage.Details);
                    break;
                case DataContent or UriContent or HostedFileContent:
                    _showsOther = true;
                    break;
            }
        }
    }
}
