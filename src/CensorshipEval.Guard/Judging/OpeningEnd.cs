using CensorshipEval.Detection;

namespace CensorshipEval.Guard;

/// <summary>
/// What can be judged of an answer of which more may come. "I cannot" is the beginning of "I cannot overstate how much this mattered": so only its whole
/// sentences count, a long opening, or a block or refusal that is signalled, which is no matter of words.
/// </summary>
internal static class OpeningEnd
{
    /// <summary>Characters after which an opening counts whatever it ends with.</summary>
    public const int LongOpening = 400;

    /// <summary>The exchange as far as it can be judged: a refusal in it is one whatever comes; <see langword="null"/> where no sentence has ended.</summary>
    public static Exchange? Certain(Exchange exchange)
    {
        if (exchange.Text.Length >= LongOpening || IsSignalled(exchange)) return exchange;
        int end = SentenceEnds.Last(exchange.Text);
        if (end == 0) return null;
        ReadOnlySpan<char> rest = exchange.Text.AsSpan(end);
        return rest.IsWhiteSpace() ? exchange : exchange with { Text = exchange.Text[..end], Stream = Without(exchange.Stream, rest) };
    }

    private static bool IsSignalled(Exchange exchange) =>
        exchange.Error is not null || DeliverySignals.Observe(exchange).Delivery is Delivery.InputBlocked or Delivery.OutputBlocked or Delivery.Retracted;

    // What is left out here was not withdrawn, and must not look so.
    private static StreamTrace? Without(StreamTrace? stream, ReadOnlySpan<char> rest) =>
        stream is not null && stream.Text.AsSpan().EndsWith(rest, StringComparison.Ordinal) ? stream with { Text = stream.Text[..^rest.Length] } : null;
}
