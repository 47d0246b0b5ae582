namespace CensorshipEval.Corpora.Tests;

public sealed class PromptLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Prompts_keep_their_order_and_what_was_said_of_them()
    {
        IPromptCorpus corpus = await LoadAsync("""
            {"id": "b", "text": "什么？", "language": "zh-CN", "topic": "t", "role": "sensitive", "form": "Explain", "family": "f", "jurisdiction": "cn", "note": {"x": [1]}}

            {"id": "a", "text": "What?", "language": "en", "topic": null}
            """);
        corpus.Prompts.ShouldBe(
        [
            new Prompt
            {
                Id = "b", Text = "什么？", Language = LanguageTag.Parse("zh-Hans"), Topic = "t", Role = PromptRole.Sensitive, Form = PromptForm.Explain,
                FamilyId = "f", Jurisdiction = Jurisdiction.Parse("CN"),
            },
            new Prompt { Id = "a", Text = "What?", Language = LanguageTag.Parse("en") },
        ]);
        corpus.Families.ShouldBeEmpty();
        (corpus.Info.Name, corpus.Info.Version).ShouldBe(("prompts", "0.0.0"));
        corpus.Info.Sha256.Length.ShouldBe(64);
    }

    [Fact]
    public async Task All_errors_of_all_lines_are_told_at_once()
    {
        InputException exception = await Should.ThrowAsync<InputException>(LoadAsync("""
            {"id": "a", "text": "What?", "language": "en"}
            {"id": "b", "text": "What?", "language": "english"}
            {"id": "c", "text": "What
            {"id": "a", "text": " ", "language": "en", "role": "x", "form": 3}
            {"text": "What?", "topic": ""}
            {"id": "", "text": "What?", "language": "en"}
            """));
        exception.Errors.Select(error => (error.Line, error.Field)).ShouldBe(
        [
            (2, "language"), (3, "id"), (4, "role"), (4, "form"), (4, "text"), (4, "id"), (5, "id"), (5, "language"), (5, "topic"), (6, "id"),
        ]);
        exception.Errors[5].Found.ShouldBe("'a', which is also in line 1");
        exception.Errors.ShouldAllBe(error => error.Source.EndsWith("prompts.jsonl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duplicate_is_told_even_if_the_first_of_the_two_was_bad()
    {
        InputException exception = await Should.ThrowAsync<InputException>(LoadAsync("{\"id\":\"a\",\"text\":\"\",\"language\":\"en\"}\n{\"id\":\"a\",\"text\":\"x\",\"language\":\"en\"}"));
        exception.Errors.Select(error => error.Line).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_one_clear_error()
    {
        (await ErrorAsync(_folder.Write("empty.jsonl", ""))).Found.ShouldBe("no prompt in it");
        (await ErrorAsync(_folder.Write("blank.jsonl", "\uFEFF\n \r\n"))).Found.ShouldBe("no prompt in it");
        (await ErrorAsync(Path.Combine(_folder.Path, "missing.jsonl"))).Found.ShouldBe("no such file");
        (await ErrorAsync(_folder.Path)).Found.ShouldBe("a folder");
        (await ErrorAsync(_folder.Write("list.jsonl", "[\n{},\n{}\n]"))).Expected.ShouldContain("JSON Lines");
        (await ErrorAsync(_folder.Write("utf16.jsonl", [0xFF, 0xFE, 0x7B, 0x00, 0x0A, 0x00]))).Found.ShouldBe("UTF-16");
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_prompt_does_not_stop_the_reading()
    {
        IPromptCorpus corpus = await LoadAsync("""{"id": "a", "text": "cut \ud83d", "language": "en"}""");
        corpus.Prompts.ShouldHaveSingleItem().Text.ShouldBe("cut \uFFFD");
    }

    [Fact]
    public async Task The_hash_follows_the_bytes()
    {
        string one = (await LoadAsync("""{"id": "a", "text": "x", "language": "en"}""")).Info.Sha256;
        (await LoadAsync("""{"id": "a", "text": "x", "language": "en"}""")).Info.Sha256.ShouldBe(one);
        (await LoadAsync("""{"id": "a", "text": "y", "language": "en"}""")).Info.Sha256.ShouldNotBe(one);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<InputError> ErrorAsync(string path) =>
        (await Should.ThrowAsync<InputException>(PromptCorpus.LoadPromptsAsync(path, TestContext.Current.CancellationToken))).Errors.ShouldHaveSingleItem();

    private Task<IPromptCorpus> LoadAsync(string lines) =>
        PromptCorpus.LoadPromptsAsync(_folder.Write("prompts.jsonl", lines), TestContext.Current.CancellationToken);
}
