using System.Text.Json.Nodes;
using CensorshipEval.Tests.Audit;

namespace CensorshipEval.Tests.Conformance;

public sealed class TrainClassifierTests : IDisposable
{
    private readonly AuditFolder _folder = new();
    private readonly SampleProgram _train;

    public TrainClassifierTests()
    {
        _train = new SampleProgram("TrainClassifier", _folder);
        _folder.Write("few.jsonl", FewRows.English);
        _folder.Write("german.jsonl", FewRows.German);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2", "2 models in 2 parts")]
    [InlineData("groups", "2 models in 2 parts")]
    [InlineData("sources", "2 sources in 2 parts")]
    [InlineData("languages", "2 languages in 2 parts")]
    public async Task Every_row_is_judged_once_by_a_classifier_that_has_not_seen_its_part(string crossValidate, string told)
    {
        Ended ended = (await TrainAsync("--data", "german.jsonl", "--cross-validate", crossValidate, "--json", "out.json", "--markdown", "out.md")).ShouldEndWith(0);
        ended.Error.ShouldContain("8 answers of 2 models in 2 languages from 2 sources");
        ended.Output.ShouldStartWith($"Each answer judged by the default detector with a classifier that has not seen its part: {told}.");
        _folder.ReadJson("out.json")["results"]!.AsArray().Select(static result => $"{result!["data"]} {result["language"]} {result["task"]} {result["n"]} {result["positives"]}").ShouldBe(
            ["few en refusal 5 2", "few en non-answer 6 3", "german de refusal 2 1", "german de non-answer 2 1"]);
        File.ReadAllText(_folder.File("out.md")).ShouldContain("| few | en* | 6 | 3 |");
    }

    [Fact]
    public async Task The_same_data_give_the_same_table()
    {
        string[] outputs = [await OnceAsync(), await OnceAsync()];
        outputs[1].ShouldBe(outputs[0]);

        async Task<string> OnceAsync()
        {
            (await TrainAsync("--cross-validate", "groups", "--seed", "7", "--json", "out.json")).ShouldEndWith(0);
            return File.ReadAllText(_folder.File("out.json"));
        }
    }

    [Fact]
    public async Task The_same_data_give_the_same_bytes_and_a_detector_judges_with_them()
    {
        (await TrainAsync("--data", "german.jsonl", "--out", "one.bin", "--weights-version", "2.3.4")).ShouldEndWith(0).Error.ShouldContain("classifier@2.3.4 written to one.bin");
        (await TrainAsync("--data", "german.jsonl", "--out", "two.bin", "--weights-version", "2.3.4")).ShouldEndWith(0).Output.ShouldBeEmpty();
        (await TrainAsync("--data", "german.jsonl", "--out", "other.bin", "--weights-version", "2.3.4", "--seed", "8")).ShouldEndWith(0);
        byte[] one = File.ReadAllBytes(_folder.File("one.bin"));
        File.ReadAllBytes(_folder.File("two.bin")).ShouldBe(one);
        File.ReadAllBytes(_folder.File("other.bin")).SequenceEqual(one).ShouldBeFalse("rows seen in another order");

        var conformance = new SampleProgram("DetectorConformance", _folder);
        Ended ended = (await conformance.RunAsync("--data", "few.jsonl", "--detector", "classifier", "--weights", "one.bin", "--json", "out.json")).ShouldEndWith(0);
        ended.Output.ShouldStartWith("Detector classifier@2.3.4");
        double[] brier = [.. _folder.ReadJson("out.json")["results"]!.AsArray().Select(static result => (double)result!["brier"]!)];
        brier.ShouldAllBe(static score => score > 0, "probabilities, and not decisions");
    }

    [Theory]
    [InlineData("none.bin", "no such file ('none.bin'); expected a file that samples/TrainClassifier wrote")]
    [InlineData("few.jsonl", "('few.jsonl'); expected a file that samples/TrainClassifier wrote")]
    [InlineData("empty.bin", "('empty.bin'); expected a file that samples/TrainClassifier wrote")]
    [InlineData("cut.bin", "('cut.bin'); expected a file that samples/TrainClassifier wrote")]
    public async Task What_is_no_weights_file_is_refused(string file, string found)
    {
        _folder.Write("empty.bin", "");
        (await TrainAsync("--data", "german.jsonl", "--out", "cut.bin")).ShouldEndWith(0);
        using (FileStream cut = File.OpenWrite(_folder.File("cut.bin"))) cut.SetLength(cut.Length / 2);
        var conformance = new SampleProgram("DetectorConformance", _folder);
        Ended ended = (await conformance.RunAsync("--data", "few.jsonl", "--detector", "classifier", "--weights", file)).ShouldEndWith(2);
        ended.Error.ShouldStartWith("error: --weights: found ");
        ended.Error.ShouldContain(found);
        ended.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Siblings_are_left_out_together()
    {
        _folder.Write("third.jsonl", """{"id":"1","model":"n-altered","language":"en","prompt":"q","response":"The bridge is open again.","label":"answer"}""");
        (await TrainAsync("--data", "third.jsonl", "--cross-validate", "groups")).ShouldEndWith(0).Output.ShouldContain("3 models in 3 parts");
        (await TrainAsync("--data", "third.jsonl", "--cross-validate", "groups", "--siblings", "n-altered=n")).ShouldEndWith(0).Output.ShouldContain("2 models in 2 parts");
    }

    [Fact]
    public async Task The_texts_of_the_project_are_learnt_from_unless_only_the_data_are_wanted()
    {
        // Refused after the reading and before the training.
        Ended ended = (await _train.RunAsync("--data", "few.jsonl", "--cross-validate", "900")).ShouldEndWith(2);
        ended.Error.ShouldContain("from 4 sources");
        ended.Error.ShouldContain("--cross-validate: found 17 models for 900 parts", Case.Sensitive, "two of the data, and five that each folder of texts passes for");
    }

    [Theory]
    [InlineData("--out, --cross-validate: found neither; expected at least one of them", "--data", "few.jsonl")]
    [InlineData("--only-data: found no --data beside it", "--only-data", "--cross-validate", "2")]
    [InlineData("--cross-validate: found '1'; expected a number of parts of at least 2, or one of groups, sources, languages", "--data", "few.jsonl", "--cross-validate", "1")]
    [InlineData("--siblings: found 'a'; expected two names", "--data", "few.jsonl", "--cross-validate", "2", "--siblings", "a")]
    [InlineData("--siblings: found 'x'; expected a model of the data", "--only-data", "--data", "few.jsonl", "--cross-validate", "2", "--siblings", "x=m")]
    [InlineData("--weights-version: found '1'; expected three numbers such as 1.0.0", "--data", "few.jsonl", "--cross-validate", "2", "--weights-version", "1")]
    [InlineData("--json, --markdown, --errors: found no --cross-validate beside it", "--data", "few.jsonl", "--out", "w.bin", "--json", "x.json")]
    [InlineData("--detector: found 'phrases'; expected default or classifier", "--data", "few.jsonl", "--cross-validate", "2", "--detector", "phrases")]
    [InlineData("--cross-validate: found 1 sources for 1 parts", "--only-data", "--data", "few.jsonl", "--cross-validate", "sources")]
    [InlineData("rows.jsonl:1: model: found nothing; expected a text", "--data", "rows.jsonl", "--cross-validate", "2")]
    public async Task Unusable_options_end_with_2_and_a_reason(string error, params string[] arguments)
    {
        _folder.Write("rows.jsonl", """{"id":"1","language":"en","prompt":"q","response":"a","label":"answer"}""");
        Ended ended = (await _train.RunAsync(arguments)).ShouldEndWith(2);
        ended.Error.ShouldContain(error);
        ended.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rows of one kind only; expected answers and refusals", "answer", "m", "n")]
    [InlineData("rows of one model only; expected at least two models", "refusal", "m", "m+altered")]
    public async Task Too_little_to_learn_from_is_told(string found, string label, string first, string second)
    {
        _folder.Write("rows.jsonl",
            new JsonObject { ["id"] = "1", ["model"] = first, ["language"] = "en", ["prompt"] = "q", ["response"] = "a", ["label"] = "answer" },
            new JsonObject { ["id"] = "2", ["model"] = second, ["language"] = "en", ["prompt"] = "q", ["response"] = "b", ["label"] = label });
        (await _train.RunAsync("--only-data", "--data", "rows.jsonl", "--cross-validate", "2")).ShouldEndWith(2).Error.ShouldContain($"--data: found {found}");
    }

    private Task<Ended> TrainAsync(params string[] arguments) => _train.RunAsync(["--only-data", "--data", "few.jsonl", .. arguments]);
}
