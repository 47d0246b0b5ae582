namespace CensorshipEval.Tests.Audit;

public sealed class BadFileTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_error_of_a_transcript_is_told_with_line_field_found_and_expected()
    {
        const string good = """ "model":"m","promptId":"p","prompt":"q","response":"a"}""";
        _folder.Write("answers.jsonl", $$"""
            {"id":"1","language":"en",{{good}}
            {"id":"2","language":"en",
            {"id":"3","language":"klingon!",{{good}}

            {"id":"1","language":"en",{{good}}
            {"id":"6","language":"en","model":" ","prompt":"q","response":7,"streamed":1,"error":[]}
            ["a"]
            {"id":"8","id":"9","language":"en",{{good}}
            {"id":"10","language":"xx",{{good}}
            """);
        await ShouldRefuseAsync("--transcripts", "answers.jsonl",
            "answers.jsonl:2: language: found ',' at column 26; expected well-formed JSON",
            "answers.jsonl:3: language: found 'klingon!'; expected a language tag (BCP 47)",
            "answers.jsonl:5: id: found the id of line 1 again ('1'); expected an id of its own",
            "answers.jsonl:6: model: found an empty text; expected a text",
            "answers.jsonl:6: promptId: found nothing; expected",
            "answers.jsonl:6: response: found 7; expected a text",
            "answers.jsonl:6: streamed: found 1; expected a text",
            "answers.jsonl:6: error: found a list; expected a text, or an object with code, message and status",
            "answers.jsonl:7: found a list; expected one JSON object on each line",
            "answers.jsonl:8: id: found the same name a second time; expected each name once",
            "answers.jsonl:9: language: found 'xx'; expected a language tag (BCP 47)");
    }

    [Fact]
    public async Task Every_error_of_a_file_of_prompts_is_told_with_line_field_found_and_expected()
    {
        _folder.Write("prompts.jsonl", """
            {"id":"1","text":"t","language":"en"}
            {"id":"2","text":"t","language":
            {"id":"1","text":"t","language":"en"}
            {"id":"4","text":" ","language":"nope!","role":"Sensitiv","topic":5}
            "x"
            """);
        await ShouldRefuseAsync("--prompts", "prompts.jsonl",
            "prompts.jsonl:2: text: found the end; expected well-formed JSON",
            "prompts.jsonl:3: id: found '1', which is also in line 1; expected each id once",
            "prompts.jsonl:4: text: found ' '; expected a text that is not empty",
            "prompts.jsonl:4: language: found 'nope!'; expected a language tag (BCP 47)",
            "prompts.jsonl:4: role: found 'Sensitiv'; expected one of Sensitive, Analogue",
            "prompts.jsonl:4: topic: found 5; expected a text",
            "prompts.jsonl:5: found 'x'; expected one JSON object on each line");
    }

    [Theory]
    [InlineData("--transcripts", "", "found no rows")]
    [InlineData("--transcripts", "\n \r\n\n", "found no rows")]
    [InlineData("--transcripts", "id,model,language\n", ":1: found 'i' at column 1")]
    [InlineData("--prompts", "", "found no prompt in it")]
    [InlineData("--prompts", "\n\n", "found no prompt in it")]
    [InlineData("--prompts", "[\n{\"id\":\"1\"}\n]\n", ":1: found")]
    public async Task A_file_without_a_row_is_refused(string option, string content, string found)
    {
        _folder.Write("rows", content);
        await ShouldRefuseAsync(option, "rows", "rows" + (found.StartsWith(':') ? "" : ": ") + found);
    }

    [Theory]
    [InlineData("--transcripts")]
    [InlineData("--prompts")]
    public async Task A_file_that_is_not_UTF8_is_refused(string option)
    {
        File.WriteAllBytes(_folder.File("rows"), [0xFF, 0xFE, 0x7B, 0x00]);
        await ShouldRefuseAsync(option, "rows", "rows:1: found UTF-16");
        File.WriteAllBytes(_folder.File("rows"), [.. "{\"id\":\"\xE9\""u8[..7], 0xE9, 0x22, 0x7D]);
        await ShouldRefuseAsync(option, "rows", "rows:1: found the byte 0xE9 at column 8");
    }

    [Fact]
    public async Task One_bad_family_among_good_ones_is_named_with_all_its_errors_and_no_other()
    {
        string[] families = [.. Directory.EnumerateFiles(FamilyFolder(), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(4)];
        families.Length.ShouldBe(4);
        foreach (string family in families) _folder.Write("corpus/" + Path.GetFileName(family), File.ReadAllText(family));
        string name = Path.GetFileName(families[2]);
        string[] lines = File.ReadAllLines(families[2]);
        int facts = Array.FindIndex(lines, static line => line.Contains("\"keyFacts\":", StringComparison.Ordinal));
        int role = Array.FindIndex(lines, facts, static line => line.Contains("\"role\":", StringComparison.Ordinal));
        int title = Array.FindIndex(lines, static line => line.Contains("\"title\":", StringComparison.Ordinal));
        lines[role] = "      \"role\": \"Sensitiv\",";
        lines[title] = "  \"title\": 5,";
        _folder.Write("corpus/" + name, string.Join('\n', lines));

        Ended ended = await ShouldRefuseAsync("--corpus", "corpus",
            $"corpus/{name}:{title + 1}: title: found 5; expected",
            $"corpus/{name}:{role + 1}: keyFacts[0].role: found 'Sensitiv'; expected one of Sensitive, Analogue");
        ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith($"error: corpus/{name}:", StringComparison.Ordinal) || line.EndsWith("nothing was done.", StringComparison.Ordinal));

        _folder.Write("corpus/" + name, File.ReadAllText(families[2]));
        (await _folder.RunAsync("--corpus", "corpus", "--quiet")).ShouldEndWith(0);
    }

    private async Task<Ended> ShouldRefuseAsync(string option, string path, params string[] errors)
    {
        string[] before = [.. _folder.Names.Order(StringComparer.Ordinal)];
        Ended ended = (await _folder.RunAsync(option, path, "--store", "new.db", "--json", "out.json", "--trials", "out.jsonl")).ShouldEndWith(2);
        foreach (string error in errors) ended.Error.ShouldContain($"error: {error}");
        if (errors.Length > 1) ended.Error.ShouldContain("errors; nothing was done.");
        ended.Error.Split('\n').Count(static line => line.StartsWith("error: ", StringComparison.Ordinal)).ShouldBe(errors.Length, ended.Error);
        ended.Output.ShouldBeEmpty();
        _folder.Names.Order(StringComparer.Ordinal).ShouldBe(before);
        return ended;
    }

    private static string FamilyFolder()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string families = Path.Combine(folder, "src", "CensorshipEval.Corpora", "Families");
            if (Directory.Exists(families)) return families;
        }

        Assert.Skip("The family files are not beside the built tests: they are copied from the source tree, which was left out here.");
        return "";
    }
}
