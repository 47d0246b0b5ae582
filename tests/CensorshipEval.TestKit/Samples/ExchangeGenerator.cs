using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.TestKit.Samples;

/// <summary>Any exchange of a run: every field there or not, any UTF-16 in its texts, well-formed or not.</summary>
public static class ExchangeGenerator
{
    private static readonly string[] Pieces =
    [
        "a", " ", "\0", "\r\n", "\t", "\u001b[31m", "\"", "\\", "'", "%", "{", "}", "é", "e\u0301", "中文", "한국어", "عربى", "\u202e", "\u2066", "\u200b", "\ufeff",
        "\uffff", "🙂", "\ud83d", "\ude42", "utf16:", "NaN", "null", "123", "-0.0", "1e999", "x'00'",
    ];

    // What detectors look at, so that random exchanges reach their branches.
    private static readonly string[] Telling =
    [
        "I'm sorry, but I cannot help with that. ", "I cannot discuss this topic.", "Let's talk about something else.", "However, here is a brief overview: ",
        "很抱歉，我无法回答您的这个问题。", "让我们换个话题再聊聊吧。", "申し訳ありませんが、", "\n> ", "```", "“", "”", "「", "」", "(", ")", "I can't help but ", "ﬁ", "Ｉ ｃａｎｎｏｔ ",
        "The square was cleared in the night of 3 to 4 June, and the government has not published a list of the dead since then. ", "\u0345", "\u0640",
    ];

    private static readonly string[] Signals =
        ["stop", "length", "content_filter", "SAFETY", "max_tokens", "data_inspection_failed", "1301", "timeout", "Content Exists Risk", "banana", ""];

    public static Gen<string> Texts { get; } = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    /// <summary>Texts as they come with the phrases and marks that detectors know.</summary>
    public static Gen<string> TellingTexts { get; } = Gen.Elements([.. Telling, .. Pieces]).ListOf().Select(string.Concat);

    /// <summary>Any exchange, often with the texts and signals that detectors know.</summary>
    public static Arbitrary<Exchange> ForDetectors() => Arb.From(
        from exchange in ForRun(SampleRuns.Create()).Generator
        from text in Gen.OneOf(Texts, TellingTexts, AnyCodeUnits)
        from streamed in Gen.OneOf(Gen.Constant(text), TellingTexts)
        from finishReason in OrNull(Gen.Elements(Signals))
        from code in OrNull(Gen.Elements(Signals))
        select exchange with
        {
            Text = text,
            FinishReason = finishReason ?? exchange.FinishReason,
            Error = exchange.Error is null || code is null ? null : exchange.Error with { Code = code },
            Stream = exchange.Stream is null ? null : exchange.Stream with { Text = streamed },
        });

    /// <summary>The key's sample is 0 throughout.</summary>
    public static Arbitrary<Exchange> ForRun(RunRecord run) => Arb.From(
        from target in Gen.Elements(run.Targets.AsEnumerable())
        from prompt in Gen.Elements(run.Prompts.AsEnumerable())
        from text in Texts
        from reasoning in OrNull(Texts)
        from finishReason in OrNull(Texts)
        from error in OrNull(Errors)
        from stream in OrNull(Gen.OneOf(Streams, Gen.Constant(new StreamTrace { Text = text })))
        from answeredBy in OrNull(Texts)
        from usage in OrNull(Usages)
        from timing in OrNull(Timings)
        from metadata in MetadataItems
        select new Exchange
        {
            Key = new TrialKey(run.Id, target.Id, prompt.Id, 0),
            Target = target,
            Prompt = prompt,
            Text = text,
            Reasoning = reasoning,
            FinishReason = finishReason,
            Error = error,
            Stream = stream,
            AnsweredBy = answeredBy,
            Usage = usage,
            Timing = timing,
            Metadata = metadata,
        });

    private static Gen<string> AnyCodeUnits => Gen.Choose(char.MinValue, char.MaxValue).ListOf().Select(units => string.Concat(units.Select(unit => (char)unit)));

    private static Gen<ExchangeError> Errors =>
        from code in OrNull(Texts)
        from message in Texts
        from status in Optional(Whole.Select(value => (int)value))
        select new ExchangeError { Code = code, Message = message, HttpStatus = status };

    private static Gen<StreamTrace> Streams =>
        from text in Texts
        from updates in (
            from at in Spans
            from kind in Gen.Elements(Enum.GetValues<StreamUpdateKind>())
            from length in Gen.Choose(0, int.MaxValue)
            select new StreamUpdate(at, kind, length)).ListOf()
        select new StreamTrace { Text = text, Updates = [.. updates] };

    private static Gen<TokenUsage> Usages =>
        from input in Optional(Whole)
        from output in Optional(Whole)
        from reasoning in Optional(Whole)
        select new TokenUsage { InputTokens = input, OutputTokens = output, ReasoningTokens = reasoning };

    private static Gen<ExchangeTiming> Timings =>
        from ticks in Gen.Choose(0, int.MaxValue)
        from offset in Gen.Choose(-14 * 60, 14 * 60)
        from first in Optional(Spans)
        from duration in Spans
        select new ExchangeTiming
        {
            StartedAt = new DateTimeOffset(638_000_000_000_000_000 + ticks, TimeSpan.FromMinutes(offset)),
            ToFirstUpdate = first,
            Duration = duration,
        };

    private static Gen<IReadOnlyDictionary<string, JsonElement>> MetadataItems =>
        (from name in Texts
         from value in Gen.Elements("null", "{}", "[1, 2]", """{"a": {"a": 1, "a": 2}}""", "1.50", "1e400", "true", "\"\\ud800 \\u0000 ü\"")
         select KeyValuePair.Create(name, JsonElement.Parse(value))).ListOf()
        .Select(IReadOnlyDictionary<string, JsonElement> (items) =>
            items.DistinctBy(item => item.Key, StringComparer.Ordinal).ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal));

    private static Gen<long> Whole => Gen.Elements(0L, 1, -1, 255, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue);

    private static Gen<TimeSpan> Spans => Whole.Select(ticks => new TimeSpan(ticks));

    private static Gen<T?> OrNull<T>(Gen<T> values)
        where T : class => Gen.OneOf(values.Select(T? (value) => value), Gen.Constant<T?>(null));

    private static Gen<T?> Optional<T>(Gen<T> values)
        where T : struct => Gen.OneOf(values.Select(T? (value) => value), Gen.Constant<T?>(null));
}
