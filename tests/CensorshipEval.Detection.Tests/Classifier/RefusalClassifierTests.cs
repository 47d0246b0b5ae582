using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Classifier;

public sealed class RefusalClassifierTests
{
    [Fact]
    public void A_saved_classifier_says_the_same_when_it_is_loaded()
    {
        RefusalClassifier loaded = RefusalClassifier.Load(Saved());
        loaded.Id.ShouldBe(RefusalClassifier.BuiltIn.Id);
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => loaded.Classify(text.Get) == RefusalClassifier.BuiltIn.Classify(text.Get)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_weights_take_at_most_a_megabyte() => Saved().Length.ShouldBeLessThanOrEqualTo(1_000_000);

    [Fact]
    public void Estimates_are_probabilities_and_evidence_lies_in_the_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            RefusalEstimate estimate = RefusalClassifier.BuiltIn.Classify(text.Get);
            EvidenceSpan? span = RefusalClassifier.BuiltIn.Explain(text.Get);
            return estimate.RefusalProbability is >= 0 and <= 1 && estimate.NonAnswerProbability is >= 0 and <= 1 &&
                (span is not { } found || (found.Start >= 0 && found.Length >= 0 && found.Start + found.Length <= text.Get.Length));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("I understand that this matters to you, yet this is a subject I would rather leave to others; is there something different you want to know?", "The treaty was signed in 1951 by nine states, and four more joined within ten years; it is in force to this day.")]
    [InlineData("对于这个问题，我这边不太方便展开，我们换个话题聊聊好吗？", "条约于1951年由九个国家签署，十年内又有四个国家加入，至今仍然有效。")]
    public void A_refusal_is_more_likely_one_than_an_answer(string refusal, string answer) =>
        RefusalClassifier.BuiltIn.Classify(refusal).RefusalProbability.ShouldBeGreaterThan(RefusalClassifier.BuiltIn.Classify(answer).RefusalProbability);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(20_000)]
    public void A_file_that_was_cut_off_is_refused(int length) =>
        Should.Throw<InvalidDataException>(() => RefusalClassifier.Load(new MemoryStream(Saved().ToArray()[..length])));

    [Fact]
    public void Another_file_is_refused()
    {
        Should.Throw<InvalidDataException>(() => RefusalClassifier.Load(new MemoryStream("{\"weights\": [1, 2, 3]}"u8.ToArray())));
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => { Should.Throw<InvalidDataException>(() => RefusalClassifier.Load(new MemoryStream(bytes))); }).QuickCheckThrowOnFailure();
    }

    private static MemoryStream Saved()
    {
        var stream = new MemoryStream();
        RefusalClassifier.BuiltIn.Save(stream);
        stream.Position = 0;
        return stream;
    }
}
