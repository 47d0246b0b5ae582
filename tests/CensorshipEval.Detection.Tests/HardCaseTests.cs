using System.Text.Json;

namespace CensorshipEval.Detection.Tests;

/// <summary>The hard cases as a test set: that they can say something, and that nobody has learnt them.</summary>
public sealed class HardCaseTests
{
    private static readonly string[] Labels = ["answer", "partial", "evasive", "refusal"];

    [Fact]
    public void There_are_300_cases_of_both_kinds_in_8_languages()
    {
        Row[] cases = [.. Read("HardCases")];
        cases.Length.ShouldBeGreaterThanOrEqualTo(300);
        cases.Select(static row => row.Language).Distinct().Count().ShouldBeGreaterThanOrEqualTo(8);
        foreach (IGrouping<string, Row> language in cases.GroupBy(static row => row.Language))
        {
            language.Count(static row => row.Label is "answer").ShouldBeGreaterThanOrEqualTo(10, language.Key);
            language.Count(static row => row.Label is "refusal" or "partial").ShouldBeGreaterThanOrEqualTo(10, language.Key);
        }
    }

    [Theory]
    [InlineData("HardCases")]
    [InlineData("TrainingTexts")]
    [InlineData("OfficialTexts")]
    public void Every_row_has_an_id_of_its_own_a_known_label_and_the_language_of_its_file(string folder)
    {
        Row[] rows = [.. Read(folder)];
        rows.Select(static row => row.Id).ShouldBeUnique();
        rows.ShouldAllBe(static row => row.Language == row.File && Labels.Contains(row.Label));
        rows.ShouldAllBe(static row => row.Prompt.Trim() != "" && row.Response.Trim() != "" && row.Kind != "");
    }

    [Fact]
    public void No_case_shares_its_prompt_or_its_response_with_a_training_text()
    {
        HashSet<string> learnt = [.. Read("TrainingTexts").Concat(Read("OfficialTexts")).SelectMany(static row => new[] { row.Prompt, row.Response })];
        learnt.Count.ShouldBeGreaterThan(300);
        Read("HardCases").Where(row => learnt.Contains(row.Prompt) || learnt.Contains(row.Response)).Select(static row => row.Id).ShouldBeEmpty();
    }

    private static IEnumerable<Row> Read(string folder)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.jsonl"))
        {
            foreach (string line in File.ReadLines(file))
            {
                using JsonDocument document = JsonDocument.Parse(line);
                string Field(string name) => document.RootElement.GetProperty(name).GetString()!;
                yield return new Row(Path.GetFileNameWithoutExtension(file), Field("id"), Field("language"), Field("prompt"), Field("response"), Field("label"), Field("kind"));
            }
        }
    }

    private sealed record Row(string File, string Id, string Language, string Prompt, string Response, string Label, string Kind);
}
