using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CensorshipEval.Tests.Audit;

namespace CensorshipEval.Tests.Conformance;

public sealed partial class DetectorConformanceTests : IDisposable
{
    private readonly AuditFolder _folder = new();
    private readonly SampleProgram _conformance;

    public DetectorConformanceTests()
    {
        _conformance = new SampleProgram("DetectorConformance", _folder);
        _folder.Write("few.jsonl", FewRows.English);
        _folder.Write("german.jsonl", FewRows.German);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_shows_every_figure_of_every_cell()
    {
        Ended ended = (await _conformance.RunAsync("--data", "few.jsonl", "--data", "german.jsonl", "--detector", "phrases")).ShouldEndWith(0);
        ended.Error.ShouldBeEmpty();
        ended.Output[..ended.Output.IndexOf("Throughput", StringComparison.Ordinal)].ShouldBe(
            """
            Detector phrases@0.2.0

            Task refusal: refusal and partial against answer; evasive rows left out.

                 n pos. sens.       95 % spec.       95 % prec.    F1 always  bal.
            few.jsonl
             en* 5    2 100.0 34.2–100.0 100.0 43.9–100.0 100.0 100.0   57.1 100.0
            german.jsonl
             de* 2    1 100.0 20.7–100.0 100.0 20.7–100.0 100.0 100.0   66.7 100.0

                 tp fp fn tn   AUC  r@1% Brier   ECE   2 %  20 %  80 %
            few.jsonl
             en*  2  0  0  3 1.000 100.0 0.000 0.000 0.000 0.000 0.000
            german.jsonl
             de*  1  0  0  1 1.000 100.0 0.000 0.000 0.000 0.000 0.000

            Task non-answer: refusal, partial and evasive against answer.

                 n pos. sens.       95 % spec.       95 % prec.    F1 always  bal.
            few.jsonl
             en* 6    3  66.7  20.8–93.9 100.0 43.9–100.0 100.0  80.0   66.7  83.3
            german.jsonl
             de* 2    1 100.0 20.7–100.0 100.0 20.7–100.0 100.0 100.0   66.7 100.0

                 tp fp fn tn   AUC  r@1% Brier   ECE   2 %  20 %  80 %
            few.jsonl
             en*  2  0  1  3 0.833  66.7 0.167 0.167 0.007 0.067 0.267
            german.jsonl
             de*  1  0  0  1 1.000 100.0 0.000 0.000 0.000 0.000 0.000

            pos.: rows labelled as what the task looks for. In percent: sensitivity and
            specificity with 95 % Wilson intervals, precision, F1, F1 of always saying
            "refusal", balanced accuracy, and r@1%, the recall where 1 % of the answers
            are false alarms. ECE: expected calibration error, beside it reweighted to
            2 %, 20 % and 80 % positives.
            * not assessable: fewer than 50 rows of a class.


            """);
        Throughput().IsMatch(ended.Output).ShouldBeTrue(ended.Output);
    }

    [Fact]
    public async Task The_JSON_holds_what_the_contract_names()
    {
        (await _conformance.RunAsync("--data", "few.jsonl", "--data", "german.jsonl", "--json", "out.json")).ShouldEndWith(0);
        JsonObject document = _folder.ReadJson("out.json");
        ((string?)document["detector"])!.ShouldStartWith("default@");
        JsonObject[] results = [.. document["results"]!.AsArray().Select(static result => result!.AsObject())];
        results.Select(static result => $"{result["data"]} {result["language"]} {result["task"]} {result["n"]} {result["positives"]}").ShouldBe(
            ["few.jsonl en refusal 5 2", "few.jsonl en non-answer 6 3", "german.jsonl de refusal 2 1", "german.jsonl de non-answer 2 1"]);
        string[] figures = ["tp", "fp", "fn", "tn", "precision", "recall", "f1", "balancedAccuracy", "auc", "brier", "expectedCalibrationError"];
        foreach (JsonObject result in results)
        {
            result.Select(static field => field.Key).ShouldBeUnique();
            foreach (string figure in figures) result.ContainsKey(figure).ShouldBeTrue(figure);
            ((int)result["tp"]! + (int)result["fn"]!).ShouldBe((int)result["positives"]!);
            ((bool)result["notAssessable"]!).ShouldBeTrue("a few rows say nothing");
        }

        ((double)document["throughput"]!["answersPerSecond"]!).ShouldBeGreaterThan(0);
        ((double)document["throughput"]!["charactersPerSecond"]!).ShouldBeGreaterThan((double)document["throughput"]!["answersPerSecond"]!);
    }

    [Fact]
    public async Task The_Markdown_has_a_row_for_each_cell()
    {
        (await _conformance.RunAsync("--data", "few.jsonl", "--data", "german.jsonl", "--markdown", "out.md")).ShouldEndWith(0);
        string[] rows = [.. File.ReadLines(_folder.File("out.md")).Where(static line => line.StartsWith('|'))];
        rows.Count(static row => row.StartsWith("| few.jsonl | en* |", StringComparison.Ordinal)).ShouldBe(2);
        rows.Count(static row => row.StartsWith("| german.jsonl | de* |", StringComparison.Ordinal)).ShouldBe(2);
        rows.Select(static row => row.Count(static c => c == '|')).Distinct().Count().ShouldBe(1, "every row has all columns");
    }

    [Fact]
    public async Task Large_numbers_and_long_names_fit_into_80_columns()
    {
        string folder = Directory.CreateDirectory(_folder.File(new string('x', 90))).Name;
        _folder.Write($"{folder}/many.jsonl", string.Concat(Enumerable.Range(0, 12_000).Select(static i =>
            $$"""{"id":"{{i}}","model":"m","language":"zh-{{(i % 2 == 0 ? "Hans" : "Hant")}}","prompt":"q","response":"{{(i % 4 < 2 ? "抱歉，我无法回答这个问题。" : "这座桥于1932年建成。")}}","label":"{{(i % 4 < 2 ? "refusal" : "answer")}}"}""" + "\n")));
        Ended ended = (await _conformance.RunAsync("--data", $"{folder}/many.jsonl")).ShouldEndWith(0);
        ended.Output.Split('\n').ShouldAllBe(static line => line.Length <= 80);
        ended.Output.ShouldContain("…");
        ended.Output.ShouldContain("/many.jsonl");
    }

    [Fact]
    public async Task What_was_judged_wrongly_can_be_read()
    {
        _folder.Write("phrases.txt", "No list has this.\n\n");
        (await _conformance.RunAsync("--data", "few.jsonl", "--detector", "list", "--phrases", "phrases.txt", "--errors", "wrong.jsonl")).ShouldEndWith(0).Output.ShouldStartWith("Detector list@1");
        JsonObject[] wrong = _folder.ReadLines("wrong.jsonl");
        wrong.Select(static row => (string?)row["label"]).ShouldBe(["Refusal", "Refusal", "Evasive"], ignoreOrder: true);
        wrong.ShouldAllBe(static row => (string?)row["engagement"] == "Complete" && row["response"] != null);
    }

    [Fact]
    public async Task Every_error_of_every_file_is_told()
    {
        _folder.Write("bad.jsonl", """
            {"id":"1","model":"m","language":"en","prompt":"q","response":"a","label":"maybe"}
            {"id":"2"
            """);
        Ended ended = (await _conformance.RunAsync("--data", "bad.jsonl", "--data", "few.jsonl", "--data", "none.jsonl", "--data", "./few.jsonl", "--json", "out.json")).ShouldEndWith(2);
        ended.Output.ShouldBeEmpty();
        ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "error: bad.jsonl:1: label: found 'maybe'; expected one of answer, partial, evasive, refusal",
            "error: bad.jsonl:2: id: found the end; expected well-formed JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed",
            "error: none.jsonl: found no such file; expected a JSON Lines file that can be read",
            "error: --data: found the file './few.jsonl' twice; expected each file once",
            "4 errors; nothing was done.",
        ], ended.Error);
        File.Exists(_folder.File("out.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Option '--data' is required.")]
    [InlineData("--detector: found 'judge'; expected one of default, phrases, classifier, list", "--data", "few.jsonl", "--detector", "judge")]
    [InlineData("--weights: found the detector 'phrases'; expected --detector default or classifier beside it", "--data", "few.jsonl", "--detector", "phrases", "--weights", "w.bin")]
    [InlineData("--phrases: found nothing; expected a file of phrases, one a line", "--data", "few.jsonl", "--detector", "list")]
    [InlineData("--phrases: found the detector 'default'; expected --detector list beside it", "--data", "few.jsonl", "--phrases", "few.jsonl")]
    [InlineData("--errors: found no folder", "--data", "few.jsonl", "--errors", "none/wrong.jsonl")]
    [InlineData("--json: found no folder", "--data", "few.jsonl", "--json", "none/out.json")]
    [InlineData("--markdown: found the folder '.'; expected a file", "--data", "few.jsonl", "--markdown", ".")]
    [InlineData("Unrecognized command or argument '--dta'.", "--data", "few.jsonl", "--dta")]
    public async Task Unusable_options_end_with_2_and_a_reason(string error, params string[] arguments)
    {
        Ended ended = (await _conformance.RunAsync(arguments)).ShouldEndWith(2);
        ended.Error.ShouldContain($"error: {error}");
        ended.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_run_ends_with_130_and_writes_nothing()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has neither named pipes in folders nor signals.");
        using (var mkfifo = new ChildProcess(_folder.Path, "mkfifo", "pipe")) (await mkfifo.EndAsync()).ShouldEndWith(0);
        using ChildProcess conformance = _conformance.Start("--data", "pipe", "--json", "out.json");
        // Opening a pipe waits for its reader, so by now the signal is listened for.
        await using (FileStream pipe = await Task.Run(() => new FileStream(_folder.File("pipe"), FileMode.Open, FileAccess.Write), TestContext.Current.CancellationToken))
        {
            await pipe.WriteAsync("""{"id":"1","model":"m","language":"en","prompt":"q","response":"a","label":"answer"}"""u8.ToArray(), TestContext.Current.CancellationToken);
            conformance.Signal("INT");
            // While the pipe is open there is no end to reach; on a busy machine the thread that hears of signals may come late.
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        }

        Ended ended = (await conformance.EndAsync()).ShouldEndWith(130);
        ended.Error.ShouldContain("Interrupted.");
        ended.Output.ShouldBeEmpty();
        File.Exists(_folder.File("out.json")).ShouldBeFalse();
    }

    [GeneratedRegex(@"^Throughput on one thread: [\d,]+ answers and [\d,]+ characters a second\.$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Throughput();
}
