namespace CensorshipEval.Corpora.Tests;

public sealed class CorpusManifestTests : IDisposable
{
    private const string Metadata = """{ "name": "own", "version": "1.0.0" }""";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_built_in_corpus_is_as_its_manifest_says()
    {
        CorpusManifest.BuiltIn.Differences(CorpusManifest.OfBuiltIn()).ShouldBeEmpty();
        CorpusManifest.BuiltIn.Sha256.ShouldBe(PromptCorpus.BuiltIn.Info.Sha256);
    }

    [Fact]
    public async Task A_manifest_is_read_as_it_was_written_and_its_hash_is_that_of_the_corpus()
    {
        CorpusManifest manifest = await OfFolderAsync();

        CorpusManifest.Parse(manifest.ToString()).Differences(manifest).ShouldBeEmpty();
        manifest.Sha256.ShouldBe((await PromptCorpus.LoadFolderAsync(_folder.Path, Cancel)).Info.Sha256);
    }

    [Fact]
    public async Task Every_change_is_a_difference_and_needs_a_new_version_unless_it_has_one()
    {
        CorpusManifest before = await OfFolderAsync();
        _folder.Write("CN/cn-example.json", SampleFamily.With("A Book", "Another Book"));
        _folder.Write("CN/cn-new.json", SampleFamily.Json);
        CorpusManifest after = await CorpusManifest.OfFolderAsync(_folder.Path, Cancel);

        before.Differences(after).ShouldBe(["CN/cn-example.json was changed", "CN/cn-new.json is new"]);
        after.Differences(before).ShouldBe(["CN/cn-example.json was changed", "CN/cn-new.json is missing"]);
        before.NeedsNewVersion(after).ShouldBeTrue();

        _folder.Write("corpus.json", Metadata.Replace("1.0.0", "1.1.0", StringComparison.Ordinal));
        before.NeedsNewVersion(await CorpusManifest.OfFolderAsync(_folder.Path, Cancel)).ShouldBeFalse();
        before.NeedsNewVersion(before).ShouldBeFalse();
    }

    [Theory]
    [InlineData("abc  cn.json")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeX  cn.json")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef cn.json")]
    public void A_line_that_is_none_is_an_error_with_its_place(string line) =>
        Should.Throw<InputException>(() => CorpusManifest.Parse($"\n{line}\n", "m")).Errors.ShouldHaveSingleItem().Line.ShouldBe(2);

    private Task<CorpusManifest> OfFolderAsync()
    {
        _folder.Write("corpus.json", Metadata);
        _folder.Write("CN/cn-example.json", SampleFamily.Json);
        return CorpusManifest.OfFolderAsync(_folder.Path, Cancel);
    }
}
