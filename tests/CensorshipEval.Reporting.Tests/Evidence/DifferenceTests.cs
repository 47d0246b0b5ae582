namespace CensorshipEval.Reporting.Tests.Evidence;

/// <summary>What a person reads of a difference.</summary>
public sealed class DifferenceTests
{
    private static readonly TrialKey Key = new("run", "model", "p1", 2);
    private static readonly ComponentId Judge = new("default", "1.0.0");
    private static readonly EvidenceSpan Span = new(EvidenceSource.Text, 4, 9, "phrases/en/cannot-assist");

    private static readonly Verdict Answered = new() { Detector = Judge, Delivery = Delivery.Delivered, Engagement = Engagement.Complete, RefusalProbability = 0.02 };

    [Fact]
    public void A_verdict_is_told_in_words_by_what_differs()
    {
        Verdict refused = new() { Detector = Judge, Delivery = Delivery.Delivered, Engagement = Engagement.Refused, Reason = RefusalReason.PoliticalLegal, RefusalProbability = 0.5, Evidence = [Span] };
        Told(Answered, refused, "model/p1#2: answered in full (probability of a refusal 0.02), now refused in the text, reason politics or law (probability of a refusal 0.5)");
        Told(Answered, Answered with { RefusalProbability = 0.020000000000000004 }, "model/p1#2: answered in full as before, probability of a refusal 0.02, now 0.020000000000000004");
        Told(refused, refused with { Evidence = [] }, "model/p1#2: refused in the text, reason politics or law as before, for other reasons: phrases/en/cannot-assist at 4, now no evidence");
        Told(null, Answered, "model/p1#2: not judged, now answered in full (probability of a refusal 0.02)");
        Told(new Verdict { Detector = Judge, Delivery = Delivery.InputBlocked }, Verdict.OfFailedTransport(Judge), "model/p1#2: blocked before any text, now failed in transport");

        static void Told(Verdict? before, Verdict? after, string line) => new VerdictDifference(Key, before, after).ToString().ShouldBe(line);
    }

    [Fact]
    public void A_measurement_and_a_value_are_told_in_words()
    {
        Measurement half = new() { Measure = new ComponentId("key-fact-recall", "1.0.0"), Value = 0.5 };
        new MeasurementDifference(Key, "key-fact-recall", half, half with { Value = 1 }).ToString().ShouldBe("model/p1#2, key-fact-recall: 0.5, now 1");
        new MeasurementDifference(Key, "key-fact-recall", half, null).ToString().ShouldBe("model/p1#2, key-fact-recall: 0.5, now not measured");
        new MeasurementDifference(Key, "key-fact-recall", half, Measurement.NotAvailable(half.Measure, "no key facts")).ToString().ShouldBe("model/p1#2, key-fact-recall: 0.5, now not available (no key facts)");
        new MeasurementDifference(Key, "key-fact-recall", half, half with { Evidence = [Span, Span] }).ToString()
            .ShouldBe("model/p1#2, key-fact-recall: 0.5 as before, for other reasons: no evidence, now phrases/en/cannot-assist at 4 and 1 more");
        new SummaryDifference("totals.hardRate", "0.25", null).ToString().ShouldBe("totals.hardRate: 0.25, now nothing");
    }

    [Fact]
    public void Hostile_names_give_one_short_line_that_can_be_read()
    {
        string foul = "\u001B[2J\r\n\u202E=1\ud83d" + new string('\u0007', 100_000);
        var key = new TrialKey(foul, foul, foul, 0);
        Measurement none = Measurement.NotAvailable(new ComponentId(foul, foul), foul);
        string[] lines =
        [
            new VerdictDifference(key, Answered with { Evidence = [Span with { Rule = foul }] }, Answered).ToString(), new MeasurementDifference(key, foul, none, null).ToString(),
            new MeasurementDifference(key, foul, none, none with { Evidence = [Span with { Rule = foul }] }).ToString(), new SummaryDifference(foul, foul, foul).ToString(),
        ];
        foreach (string line in lines)
        {
            line.ShouldBe(VisibleText.Of(line));
            line.Length.ShouldBeLessThan(3_000);
        }
    }
}
