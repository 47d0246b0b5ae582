using System.Text;

namespace CensorshipEval.Corpora.Tests;

public sealed class FamilyFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Families_and_prompts_come_in_an_order_that_depends_on_ids_alone()
    {
        _folder.Write("z/first.json", SampleFamily.Named("cn-a"));
        _folder.Write("a/second.JSON", SampleFamily.Named("cn-b"));
        _folder.Write("family.schema.json", "{}");
        _folder.Write(".settings/x.json", "{}");
        IPromptCorpus corpus = await LoadAsync();
        corpus.Families.Select(family => family.Id).ShouldBe(["cn-a", "cn-b"]);
        corpus.Prompts.Take(7).Select(prompt => prompt.Id).ShouldBe(
        [
            "cn-a.sensitive.question.en", "cn-a.sensitive.question.zh-Hans", "cn-a.analogue.question.en", "cn-a.analogue.question.zh-Hans",
            "cn-a.benign.question.en", "cn-a.benign.question.zh-Hans", "cn-b.sensitive.question.en",
        ]);
        corpus.FindFamily("cn-b").ShouldBeSameAs(corpus.Families[1]);
        corpus.FindFamily("cn-c").ShouldBeNull();
        Prompt prompt = corpus.Prompts[1];
        prompt.ShouldBe(new Prompt
        {
            Id = "cn-a.sensitive.question.zh-Hans", Text = "广场上发生了什么？", Language = LanguageTag.Parse("zh-Hans"), FamilyId = "cn-a", Role = PromptRole.Sensitive,
            Form = PromptForm.Question, Topic = "protest", Jurisdiction = Jurisdiction.Parse("CN"), Translation = TranslationStatus.Machine,
        });
    }

    [Fact]
    public async Task All_errors_of_all_files_are_told_at_once()
    {
        string typo = SampleFamily.With("\"year\": 1999", "\"yaer\": 1999").Replace("\"An example\"", "\"\"", StringComparison.Ordinal);
        string a = _folder.Write("a.json", typo);
        string b = _folder.Write("b.json", SampleFamily.Named("cn-good"));
        string c = _folder.Write("c.json", "{\n  \"id\": \"cn-x\",\n");
        string d = _folder.Write("d/d.json", SampleFamily.Named("cn-good"));
        string e = _folder.Write("e.json", "");
        _folder.Write("corpus.json", "{\n \"name\": \"x\",\n \"version\": \"1\",\n \"canary\": 5 }");
        InputException exception = await Should.ThrowAsync<InputException>(LoadAsync());
        exception.Errors.Select(error => (Path.GetFileName(error.Source), error.Line, error.Field)).ShouldBe(
        [
            ("a.json", SampleFamily.LineOf(typo, "\"title\": \"\""), "title"),
            ("a.json", SampleFamily.LineOf(typo, "yaer"), "sources[1].year"),
            ("a.json", SampleFamily.LineOf(typo, "yaer"), "sources[1].yaer"),
            ("c.json", 3, "id"),
            ("corpus.json", 3, "version"),
            ("corpus.json", 4, "canary"),
            ("d.json", 3, "id"),
            ("e.json", null, null),
        ], ignoreOrder: true);
        exception.Errors.Single(error => error.Source == d).Found.ShouldContain(b);
        exception.Message.ShouldContain($"{a}:");
        exception.Errors.ShouldContain(error => error.Source == c);
        exception.Errors.ShouldContain(error => error.Source == e);
    }

    [Fact]
    public async Task One_bad_family_among_good_ones_is_the_only_one_named()
    {
        for (int i = 0; i < 20; i++) _folder.Write($"{i}.json", SampleFamily.Named($"cn-{i}"));
        string bad = _folder.Write("7.json", SampleFamily.Named("cn-7").Replace("\"year\": 2014", "\"year\": 3014", StringComparison.Ordinal));
        InputException exception = await Should.ThrowAsync<InputException>(LoadAsync());
        exception.Errors.ShouldHaveSingleItem().Source.ShouldBe(bad);
    }

    [Fact]
    public async Task The_folder_gives_name_and_version_unless_a_file_does()
    {
        _folder.Write("cn.json", SampleFamily.Json);
        IPromptCorpus plain = await LoadAsync();
        (plain.Info.Name, plain.Info.Version, plain.Info.Canary).ShouldBe((Path.GetFileName(_folder.Path), "0.0.0", null));
        _folder.Write("corpus.json", """{"name": "mine", "version": "1.2.3-rc.1", "canary": "908584fd-0ad8-4084-b4e6-e997eb87437d"}""");
        IPromptCorpus named = await LoadAsync();
        (named.Info.Name, named.Info.Version, named.Info.Canary).ShouldBe(("mine", "1.2.3-rc.1", Guid.Parse("908584fd-0ad8-4084-b4e6-e997eb87437d")));
        named.Info.Sha256.ShouldNotBe(plain.Info.Sha256);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("01.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("")]
    public async Task A_version_is_semantic(string version)
    {
        _folder.Write("cn.json", SampleFamily.Json);
        _folder.Write("corpus.json", $$"""{"name": "mine", "version": "{{version}}"}""");
        InputException exception = await Should.ThrowAsync<InputException>(LoadAsync());
        exception.Errors.ShouldHaveSingleItem().Expected.ShouldContain("semantic version");
    }

    [Fact]
    public async Task The_hash_is_of_paths_and_bytes_and_nothing_else()
    {
        _folder.Write("x/cn.json", SampleFamily.Json);
        string first = (await LoadAsync()).Info.Sha256;
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "x", "cn.json"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (await LoadAsync()).Info.Sha256.ShouldBe(first);
        first.ShouldBe(new CorpusManifest(new Dictionary<string, string> { ["x/cn.json"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(SampleFamily.Json))) }).Sha256);
        _folder.Write("x/cn.json", SampleFamily.Json + "\n");
        (await LoadAsync()).Info.Sha256.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_byte_order_mark_and_CRLF_change_no_line_number()
    {
        string json = SampleFamily.With("\"year\": 1999", "\"year\": 9");
        _folder.Write("cn.json", "\uFEFF" + json.Replace("\n", "\r\n", StringComparison.Ordinal));
        InputException exception = await Should.ThrowAsync<InputException>(LoadAsync());
        exception.Errors.ShouldHaveSingleItem().Line.ShouldBe(SampleFamily.LineOf(json, "\"year\": 9"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_one_clear_error()
    {
        (await ErrorAsync(_folder.Path)).Found.ShouldBe("no family file in it");
        (await ErrorAsync(Path.Combine(_folder.Path, "missing"))).Found.ShouldBe("no such folder");
        (await ErrorAsync(_folder.Write("file.txt", "x"))).Found.ShouldBe("a file");
    }

    [Fact]
    public async Task Loading_stops_when_it_is_cancelled()
    {
        _folder.Write("cn.json", SampleFamily.Json);
        await Should.ThrowAsync<OperationCanceledException>(PromptCorpus.LoadFolderAsync(_folder.Path, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<InputError> ErrorAsync(string path) =>
        (await Should.ThrowAsync<InputException>(PromptCorpus.LoadFolderAsync(path, TestContext.Current.CancellationToken))).Errors.ShouldHaveSingleItem();

    private Task<IPromptCorpus> LoadAsync() => PromptCorpus.LoadFolderAsync(_folder.Path, TestContext.Current.CancellationToken);
}
