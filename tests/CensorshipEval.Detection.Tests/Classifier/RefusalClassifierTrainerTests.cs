namespace CensorshipEval.Detection.Tests.Classifier;

public sealed class RefusalClassifierTrainerTests
{
    private static readonly TrainingOptions Quick = new() { Folds = 2, Epochs = 3 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_rows_give_the_same_bytes_and_another_seed_gives_others()
    {
        byte[] first = Saved(new RefusalClassifierTrainer(Quick).Train(LabelledRows.Of(), "1.2.3", Cancel));
        Saved(new RefusalClassifierTrainer(Quick).Train(LabelledRows.Of(), "1.2.3", Cancel)).ShouldBe(first);
        Saved(new RefusalClassifierTrainer(Quick with { Seed = 2 }).Train(LabelledRows.Of(), "1.2.3", Cancel)).ShouldNotBe(first);
        first.Length.ShouldBeLessThanOrEqualTo(1_000_000);
    }

    [Fact]
    public void What_was_learnt_is_told_apart()
    {
        RefusalClassifier classifier = new RefusalClassifierTrainer(Quick).Train(LabelledRows.Of(), cancellationToken: Cancel);
        double refusal = classifier.Classify("I am not able to help with this request.").RefusalProbability;
        double answer = classifier.Classify("The second treaty was signed in the spring.").RefusalProbability;
        refusal.ShouldBeGreaterThan(answer);
    }

    [Fact]
    public void A_group_is_judged_by_a_classifier_that_has_seen_none_of_it()
    {
        // Only one model ever says this word; a classifier that has seen the model would know it for a refusal.
        LabelledAnswer[] odd = [.. Enumerable.Range(0, 8).Select(i => LabelledRows.Row($"odd{i}", "odd+altered", $"Quux quuux quux {i}.", AnswerLabel.Refusal)), LabelledRows.Row("odd-answer", "odd", "It rains.", AnswerLabel.Answer)];
        LabelledAnswer[] rows = [.. LabelledRows.Of(4), .. odd];
        IReadOnlyList<HeldOutAnswer> heldOut = new RefusalClassifierTrainer(Quick).CrossValidate(rows, 5, Cancel);

        heldOut.Select(static held => held.Answer).ShouldBe(rows);
        heldOut.Select(static held => held.Classifier).Distinct().Count().ShouldBe(5, "one for each part");
        heldOut.ShouldAllBe(static held => held.Estimate == held.Classifier.Classify(held.Answer.Response));
        heldOut.Where(static held => held.Answer.Model.StartsWith("odd", StringComparison.Ordinal)).Select(static held => held.Classifier).Distinct().Count().ShouldBe(1, "a model goes with its altered form");
        double known = new RefusalClassifierTrainer(Quick).Train(rows, cancellationToken: Cancel).Classify("Quux quuux quux 3.").RefusalProbability;
        heldOut.Single(static held => held.Answer.Id == "odd3").Estimate.RefusalProbability.ShouldBeLessThan(known);
    }

    [Fact]
    public void Too_little_to_learn_from_is_refused()
    {
        var trainer = new RefusalClassifierTrainer(Quick);
        LabelledAnswer[] rows = LabelledRows.Of();
        Should.Throw<ArgumentException>(() => trainer.Train([.. rows.Where(static row => row.Label is AnswerLabel.Answer)], cancellationToken: Cancel)).Message.ShouldContain("answers and refusals");
        Should.Throw<ArgumentException>(() => trainer.Train([.. rows.Where(static row => row.Model == "m0")], cancellationToken: Cancel)).Message.ShouldContain("two models");
        Should.Throw<ArgumentException>(() => trainer.Train([], cancellationToken: Cancel));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RefusalClassifierTrainer(new TrainingOptions { Epochs = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new RefusalClassifierTrainer(new TrainingOptions { Folds = 1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new RefusalClassifierTrainer(new TrainingOptions { SizeExponent = 1.5 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new RefusalClassifierTrainer(Quick).CrossValidate(LabelledRows.Of(), 1, Cancel));
    }

    [Fact]
    public void Training_ends_when_it_is_cancelled() =>
        Should.Throw<OperationCanceledException>(() => new RefusalClassifierTrainer(Quick).Train(LabelledRows.Of(), cancellationToken: new CancellationToken(canceled: true)));

    private static byte[] Saved(RefusalClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Save(stream);
        return stream.ToArray();
    }
}
