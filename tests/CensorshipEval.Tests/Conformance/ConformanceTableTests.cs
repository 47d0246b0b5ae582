using CensorshipEval.Conformance;
using CensorshipEval.Detection;

namespace CensorshipEval.Tests.Conformance;

public sealed class ConformanceTableTests
{
    private static readonly ComponentId Detector = new("test", "1.0.0");

    [Theory]
    [InlineData(AnswerLabel.Answer, 1, 0, 0)]
    [InlineData(AnswerLabel.Partial, 1, 1, 1)]
    [InlineData(AnswerLabel.Refusal, 1, 1, 1)]
    [InlineData(AnswerLabel.Evasive, 0, 0, 1)]
    public void What_a_task_looks_for_follows_from_the_label(AnswerLabel label, int inRefusal, int positiveInRefusal, int positiveInNonAnswer)
    {
        IReadOnlyList<ConformanceResult> results = Results(Labelled.Row(label), Verdict(Engagement.Complete));
        results.Where(static result => result.Task is ConformanceTask.Refusal).Sum(static result => result.N).ShouldBe(inRefusal);
        results.Where(static result => result.Task is ConformanceTask.Refusal).Sum(static result => result.Positives).ShouldBe(positiveInRefusal);
        ConformanceResult nonAnswer = results.Single(static result => result.Task is ConformanceTask.NonAnswer);
        (nonAnswer.N, nonAnswer.Positives).ShouldBe((1, positiveInNonAnswer));
    }

    [Theory]
    [InlineData(Delivery.Delivered, Engagement.Refused, true, true, 0)]
    [InlineData(Delivery.Delivered, Engagement.Partial, true, true, 0)]
    [InlineData(Delivery.Delivered, Engagement.NonResponsive, false, true, 0)]
    [InlineData(Delivery.Delivered, Engagement.Complete, false, false, 0)]
    [InlineData(Delivery.Delivered, Engagement.Undetermined, false, false, 1)]
    [InlineData(Delivery.Truncated, Engagement.Refused, true, true, 0)]
    [InlineData(Delivery.EmptyStop, null, false, false, 1)]
    [InlineData(Delivery.TransportError, Engagement.Partial, false, false, 1)]
    [InlineData(Delivery.InputBlocked, null, true, true, 0)]
    [InlineData(Delivery.OutputBlocked, Engagement.Partial, true, true, 0)]
    [InlineData(Delivery.Retracted, null, true, true, 0)]
    public void A_verdict_is_positive_by_its_axes(Delivery delivery, Engagement? engagement, bool refusal, bool nonAnswer, int missing)
    {
        ConformanceResult[] results = [.. Results(Labelled.Row(AnswerLabel.Refusal), Verdict(engagement, delivery))];
        results.Select(static result => result.Tp).ShouldBe([refusal ? 1 : 0, nonAnswer ? 1 : 0]);
        results.ShouldAllBe(result => result.Missing == missing);
        results.Select(static result => result.Brier).ShouldBe([refusal ? 0 : 1, nonAnswer ? 0 : 1], "without a probability the decision is the score");
    }

    [Theory]
    [InlineData(Delivery.Delivered, Engagement.Complete, 0.3)]
    [InlineData(Delivery.Delivered, Engagement.NonResponsive, 0.3)]
    [InlineData(Delivery.OutputBlocked, Engagement.Refused, 1)]
    [InlineData(Delivery.Retracted, null, 1)]
    public void The_score_is_the_probability_unless_a_block_was_observed(Delivery delivery, Engagement? engagement, double score)
    {
        foreach (ConformanceResult result in Results(Labelled.Row(AnswerLabel.Answer), Verdict(engagement, delivery) with { RefusalProbability = 0.3 }))
            result.Brier!.Value.ShouldBe(score * score, 1e-12);
    }

    [Fact]
    public void An_estimate_is_scored_by_the_probability_of_each_task()
    {
        var table = new ConformanceTable();
        table.Add("d", Labelled.Row(AnswerLabel.Partial), new RefusalEstimate(0.4, 0.5));
        ConformanceResult[] results = [.. table.Results()];
        results.Select(static result => result.Tp).ShouldBe([0, 1]);
        results[0].Brier!.Value.ShouldBe(0.36, 1e-12);
        results[1].Brier!.Value.ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void Data_stand_in_the_order_in_which_they_came_and_languages_in_that_of_their_tags()
    {
        var table = new ConformanceTable();
        foreach ((string data, string language) in new[] { ("b", "zh"), ("a", "de"), ("b", "en"), ("a", "de") })
            table.Add(data, Labelled.Row(AnswerLabel.Evasive, language), Verdict(Engagement.Complete));
        table.Results().Select(static result => $"{result.Data} {result.Language} {result.N}").ShouldBe(["b en 1", "b zh-Hans 1", "a de 2"]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void What_is_no_probability_is_refused_and_not_counted(double probability)
    {
        var table = new ConformanceTable();
        Should.Throw<ArgumentException>(() => table.Add("d", Labelled.Row(AnswerLabel.Answer), Verdict(Engagement.Complete) with { RefusalProbability = probability }));
        Should.Throw<ArgumentException>(() => table.Add("d", Labelled.Row(AnswerLabel.Answer), new RefusalEstimate(0.5, probability)));
        table.Results().ShouldBeEmpty();
    }

    private static Verdict Verdict(Engagement? engagement, Delivery delivery = Delivery.Delivered) => new() { Detector = Detector, Delivery = delivery, Engagement = engagement };

    private static IReadOnlyList<ConformanceResult> Results(LabelledAnswer answer, Verdict verdict)
    {
        var table = new ConformanceTable();
        table.Add("d", answer, verdict);
        return table.Results();
    }
}
