using CensorshipEval.Analysis;
using CensorshipEval.Conformance;
using CensorshipEval.Detection;

namespace CensorshipEval.Tests.Analysis.Correction;

public sealed class DetectorAccuraciesTests
{
    private static readonly LanguageTag English = LanguageTag.Parse("en");
    private static readonly LanguageTag German = LanguageTag.Parse("de");

    [Fact]
    public void Accuracies_come_from_the_refusal_cells_of_a_conformance_table()
    {
        var table = new ConformanceTable();
        Add(table, AnswerLabel.Refusal, Engagement.Refused, 8);
        Add(table, AnswerLabel.Refusal, Engagement.Complete, 2);
        Add(table, AnswerLabel.Answer, Engagement.Complete, 19);
        Add(table, AnswerLabel.Answer, Engagement.Refused, 1);
        DetectorAccuracy accuracy = DetectorAccuracies.Of(table.Results()).Find(English).ShouldHaveSingleItem();
        (accuracy.Source, accuracy.Positives, accuracy.Negatives).ShouldBe(("data", 10, 20));
        accuracy.Sensitivity.ShouldBe(0.8);
        accuracy.Specificity.ShouldBe(0.95);
        accuracy.Role.ShouldBeNull();
    }

    [Fact]
    public void A_cell_of_another_task_is_no_accuracy_of_refusals()
    {
        var table = new ConformanceTable();
        Add(table, AnswerLabel.Answer, Engagement.Complete, 1);
        ConformanceResult other = table.Results().Single(static result => result.Task is ConformanceTask.NonAnswer);
        Should.Throw<ArgumentException>(() => DetectorAccuracy.Of(other));
    }

    [Fact]
    public void Sources_are_kept_apart_and_languages_too()
    {
        var all = new DetectorAccuracies([Entry("b", English, null, 10), Entry("a", English, null, 20), Entry("a", German, null, 30)]);
        all.Find(English).Select(static entry => entry.Source).ShouldBe(["a", "b"]);
        all.Find(German).ShouldHaveSingleItem().Positives.ShouldBe(30);
        all.Find(LanguageTag.Parse("fr")).ShouldBeEmpty();
    }

    [Fact]
    public void Of_each_source_the_entry_of_the_role_counts_before_the_one_for_all()
    {
        var all = new DetectorAccuracies([Entry("a", English, null, 10), Entry("a", English, PromptRole.Sensitive, 20), Entry("b", English, null, 30)]);
        all.Find(English, PromptRole.Sensitive).Select(static entry => entry.Positives).ShouldBe([20, 30]);
        all.Find(English, PromptRole.Benign).Select(static entry => entry.Positives).ShouldBe([10, 30]);
        all.Find(English).Select(static entry => entry.Positives).ShouldBe([10, 30]);
    }

    [Fact]
    public void Two_entries_of_one_source_are_one_source()
    {
        var all = new DetectorAccuracies([Entry("a", English, null, 10), Entry("a", English, null, 20)]);
        all.Find(English).ShouldHaveSingleItem().Positives.ShouldBe(30);
    }

    [Fact]
    public void Without_a_role_a_source_that_knows_roles_alone_gives_them_together_and_another_role_gives_nothing()
    {
        var all = new DetectorAccuracies([Entry("a", English, PromptRole.Sensitive, 10), Entry("a", English, PromptRole.Analogue, 20)]);
        DetectorAccuracy together = all.Find(English).ShouldHaveSingleItem();
        together.Positives.ShouldBe(30);
        together.Role.ShouldBeNull();
        all.Find(English, PromptRole.Benign).ShouldBeEmpty();
    }

    [Fact]
    public void More_right_than_labelled_is_refused() =>
        Should.Throw<ArgumentException>(() => new DetectorAccuracies([Entry("a", English, null, 10) with { TruePositives = 11 }])).Message.ShouldContain("'a'");

    private static DetectorAccuracy Entry(string source, LanguageTag language, PromptRole? role, int positives) => new()
    {
        Source = source, Language = language, Role = role, Positives = positives, Negatives = positives, TruePositives = positives - 1, TrueNegatives = positives - 2,
    };

    private static void Add(ConformanceTable table, AnswerLabel label, Engagement engagement, int times)
    {
        for (int i = 0; i < times; i++)
        {
            table.Add(
                "data",
                new LabelledAnswer { Id = $"{label}{engagement}{i}", Source = "data", Model = "m", Language = English, Prompt = "?", Response = "!", Label = label },
                new Verdict { Detector = new ComponentId("test", "1"), Delivery = Delivery.Delivered, Engagement = engagement });
        }
    }
}
