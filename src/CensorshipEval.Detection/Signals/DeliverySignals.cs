namespace CensorshipEval.Detection;

/// <summary>
/// Reads the signals of an exchange: error, finish reason, what was streamed against what finally stood. No text is understood;
/// texts are only compared with each other and measured.
/// </summary>
public static class DeliverySignals
{
    /// <summary>A text heavier than this (in letters, see <see cref="TextWeight"/>) that was shown without having been streamed is taken for an answer whose stream nobody recorded.</summary>
    private const int LongestNotice = 400;

    /// <summary>A stream of which less than this share still stands was withdrawn. Half is the plain meaning of "mostly gone", not a fitted value.</summary>
    private const double WithdrawnBelow = 0.5;

    /// <summary>Pages drop what a service says before it answers ("Searching the web…", "Sure!"): so few letters gone from the front are no retraction.</summary>
    private const int Preamble = 60;

    /// <summary>An explicit replacement that keeps at least this share is a server sending its whole answer once more, not a retraction.</summary>
    private const double RefreshedFrom = 0.95;

    private static readonly DeliveryObservation Delivered = new(Delivery.Delivered, []);

    /// <summary>The delivery that the signals show, with the signals as evidence.</summary>
    public static DeliveryObservation Observe(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return Observe(exchange, AnswerText.IsIn(exchange.Text));
    }

    /// <summary>The same, for who knows already whether the text has an answer.</summary>
    internal static DeliveryObservation Observe(Exchange exchange, bool shown)
    {
        bool? streamed = exchange.Stream is { } stream ? !string.IsNullOrWhiteSpace(stream.Text) : null;
        bool anyText = shown || streamed is true;
        FinishKind finish = FinishReasons.Read(exchange.FinishReason);

        if (exchange.Error is { } error && !ModelRefusal.IsIn(exchange))
        {
            if (BlockErrors.Match(error) is not { } mark)
                return Because(Delivery.TransportError, EvidenceSource.Error, exchange, "signals/error");
            Delivery blocked = !anyText ? Delivery.InputBlocked : IsWithdrawn(exchange) ? Delivery.Retracted : Delivery.OutputBlocked;
            return Because(blocked, EvidenceSource.Error, exchange, $"signals/block-error/{mark}");
        }

        if (finish is FinishKind.Block)
        {
            if (IsWithdrawn(exchange)) return Because(Delivery.Retracted, EvidenceSource.FinishReason, exchange, "signals/finish-reason/block-after-stream");
            // Where the stream was watched and stayed empty, whatever is shown is the host's notice.
            bool nothingGenerated = streamed is false || (streamed is null && !shown);
            return Because(
                nothingGenerated ? Delivery.InputBlocked : Delivery.OutputBlocked, EvidenceSource.FinishReason, exchange, "signals/finish-reason/block");
        }

        if (IsWithdrawn(exchange)) return Because(Delivery.Retracted, EvidenceSource.Streamed, exchange, "signals/stream-withdrawn");
        if (streamed is false && shown && IsShort(exchange.Text))
            return Because(Delivery.InputBlocked, EvidenceSource.Text, exchange, "signals/shown-but-never-generated");

        return finish switch
        {
            FinishKind.Length => Because(Delivery.Truncated, EvidenceSource.FinishReason, exchange, "signals/finish-reason/length"),
            FinishKind.Unknown => Because(Delivery.Unknown, EvidenceSource.FinishReason, exchange, "signals/finish-reason/unknown"),
            _ when !shown => new DeliveryObservation(Delivery.EmptyStop, [new EvidenceSpan(EvidenceSource.Text, 0, 0, "signals/no-text")]),
            _ => Delivered,
        };
    }

    private static bool IsWithdrawn(Exchange exchange)
    {
        if (exchange.Stream is not { } stream || string.IsNullOrWhiteSpace(stream.Text)) return false;
        double kept = StreamComparison.Kept(stream.Text, exchange.Text);
        if (stream.Updates.Any(static update => update.Kind is StreamUpdateKind.Replace)) return kept < RefreshedFrom;
        return kept < WithdrawnBelow && !DroppedPreamble(stream.Text, exchange.Text);
    }

    private static bool DroppedPreamble(string streamed, string shown) =>
        TextWeight.Of(streamed) - TextWeight.Of(shown) <= Preamble && StreamComparison.IsOnlyItsEnd(streamed, shown, missing: 0);

    private static bool IsShort(string text) => TextWeight.Of(text, limit: LongestNotice + 1) <= LongestNotice;

    private static DeliveryObservation Because(Delivery delivery, EvidenceSource source, Exchange exchange, string rule)
    {
        int length = source switch
        {
            EvidenceSource.Error => (exchange.Error?.Code ?? exchange.Error?.Message ?? "").Length,
            EvidenceSource.FinishReason => (exchange.FinishReason ?? "").Length,
            EvidenceSource.Streamed => (exchange.Stream?.Text ?? "").Length,
            _ => exchange.Text.Length,
        };
        return new DeliveryObservation(delivery, [new EvidenceSpan(source, 0, length, rule)]);
    }
}
