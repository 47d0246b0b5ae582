using CensorshipEval.Clients;
using CensorshipEval.Detection;
using CensorshipEval.Running;

namespace CensorshipEval.Targets;

/// <summary>One harmless question that shows whether a target can be asked.</summary>
internal static class TargetProbe
{
    /// <summary>Harmless anywhere, and long enough an answer to come in several pieces.</summary>
    public const string Question = "Count from one to twenty in words.";

    private static readonly Prompt Prompt = new() { Id = "probe", Text = Question, Language = LanguageTag.Parse("en") };

    public static async Task<ProbeResult> RunAsync(LiveModel model, CancellationToken cancellationToken)
    {
        Target target = model.Connection.Target;
        try
        {
            Exchange exchange = await model.ProbeSource.ObtainAsync(
                new TrialRequest(new TrialKey("probe", target.Id, Prompt.Id, 0), target, Prompt), cancellationToken).ConfigureAwait(false);
            return new ProbeResult { Target = target, Exchange = exchange, Problem = ProblemOf(exchange), Notes = [.. NotesOn(exchange, model.Connection)] };
        }
        catch (ChatEndpointException exception)
        {
            return new ProbeResult { Target = target, Problem = exception.Message };
        }
    }

    private static string? ProblemOf(Exchange exchange) => DeliverySignals.Observe(exchange).Delivery switch
    {
        Delivery.TransportError => exchange.Error?.Message ?? "The call failed.",
        // What blocks this blocks everything, and every rate would say so.
        Delivery.InputBlocked or Delivery.OutputBlocked or Delivery.Retracted => $"It blocks a harmless question ('{Question}'): {Words(exchange)}.",
        _ => null,
    };

    private static IEnumerable<string> NotesOn(Exchange exchange, TargetConnection connection)
    {
        Delivery delivery = DeliverySignals.Observe(exchange).Delivery;
        if (ProblemOf(exchange) is not null) yield break;
        if (delivery is Delivery.Delivered or Delivery.Truncated && connection.Stream && exchange.Stream is { Updates.Count: <= 1 } && exchange.Text.Length > 40)
            yield return "It does not stream: the answer came in one piece, so what is shown and then withdrawn cannot be seen.";
        if (delivery is not Delivery.Delivered) yield return $"A harmless question came back as {delivery}: {Words(exchange)}.";
        if (exchange.AnsweredBy is { Length: > 0 } other && !string.Equals(other, connection.Target.Model, StringComparison.OrdinalIgnoreCase))
            yield return $"It says that {VisibleText.Quote(other)} answered.";
        if (connection.Prices is not null && exchange.Usage?.OutputTokens is null) yield return "It does not tell the tokens used: costs are estimated from the length of the texts.";
    }

    private static string Words(Exchange exchange) =>
        exchange.Error is { } error ? VisibleText.Quote(error.Message ?? error.Code ?? "an error without words") : $"finish reason {VisibleText.Quote(exchange.FinishReason ?? "none")}";
}
