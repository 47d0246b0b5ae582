using System.IO.Compression;
using System.Text;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Tests.Evidence;

public sealed class EvidenceTamperTests : IAsyncLifetime
{
    private readonly BundleFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Whole => _folder.File();

    public async ValueTask InitializeAsync()
    {
        EvaluationPlan plan = StoredRun.Plan(prompts: 4);
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [.. Enumerable.Range(0, 4).Select(number => StoredRun.Answer(plan, number))]);
        await EvidenceBundle.WriteAsync(Whole, store, run, cancellationToken: Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("exchanges.jsonl")]
    [InlineData("judgements.jsonl")]
    [InlineData("run.json")]
    [InlineData("summary.json")]
    [InlineData("README.txt")]
    [InlineData("bundle.json")]
    [InlineData("SHA256SUMS")]
    public async Task A_byte_that_was_changed_is_told_with_its_file(string name)
    {
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(Whole);
        entries[name][^3] ^= 1;
        InputError error = await RefusedAsync(_folder.Pack("bad.zip", entries));
        if (name is not ("bundle.json" or "SHA256SUMS")) error.Source.ShouldEndWith($"({name})");
    }

    [Fact]
    public async Task An_entry_that_was_changed_with_its_size_is_told_with_both_hashes()
    {
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(Whole);
        entries["exchanges.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entries["exchanges.jsonl"]).Replace("treaty", "TREATY", StringComparison.Ordinal));
        InputError error = await RefusedAsync(_folder.Pack("bad.zip", entries));
        error.Found.ShouldStartWith("SHA-256 ");
        error.Expected.ShouldContain("the file was changed");
    }

    [Theory]
    [InlineData("attempts.jsonl")]
    [InlineData("exchanges.jsonl")]
    [InlineData("SHA256SUMS")]
    [InlineData("bundle.json")]
    public async Task An_entry_that_is_gone_is_told(string name)
    {
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(Whole);
        entries.Remove(name);
        (await RefusedAsync(_folder.Pack("bad.zip", entries))).Found.ShouldBe($"no {name}");
    }

    [Theory]
    [InlineData("more.txt")]
    [InlineData("../evil")]
    [InlineData("..\\evil")]
    [InlineData("/etc/evil")]
    [InlineData("exchanges.jsonl/")]
    [InlineData("EXCHANGES.JSONL")]
    [InlineData("./exchanges.jsonl")]
    public async Task An_entry_that_no_bundle_has_is_told_and_never_unpacked(string name)
    {
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(Whole);
        entries[name] = [1];
        InputError error = await RefusedAsync(_folder.Pack("bad.zip", entries));
        error.Found.ShouldBe($"a file '{name}'");
        _folder.Names.ShouldBe(["evidence.zip", "bad.zip"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_entry_that_is_there_twice_is_told()
    {
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(Whole);
        (await RefusedAsync(_folder.Pack("bad.zip", [.. entries, KeyValuePair.Create("run.json", entries["run.json"])]))).Found.ShouldBe("'run.json' twice");
    }

    [Fact]
    public async Task A_manifest_that_is_endless_is_read_no_further()
    {
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(Whole);
        entries["bundle.json"] = new byte[32 << 20];
        (await RefusedAsync(_folder.Pack("bad.zip", entries))).Expected.ShouldBe("at most 16,777,216 bytes");
    }

    [Theory]
    [InlineData("\"formatVersion\": 1,", "\"formatVersion\": 2,", "format version 2")]
    [InlineData("\"formatVersion\": 1,", "", "no format version")]
    [InlineData("\"formatVersion\": 1,", "\"formatVersion\": \"1\",", "format version \"1\"")]
    [InlineData("\"exchanges\": 4,", "\"exchanges\": 5,", "4 lines")]
    [InlineData("\"trials\": 4,", "\"trials\": 3,", "4 lines")]
    [InlineData("\"name\": \"README.txt\"", "\"name\": \"../README.txt\"", "a list of other files")]
    [InlineData("\"name\": \"README.txt\"", "\"name\": null", "something else")]
    [InlineData("\"files\": [", "\"files\": [ null,", "something else")]
    [InlineData("\"referencePanel\": []", "\"referencePanel\": [null]", "something else")]
    [InlineData("\"judges\": {", "\"judged\": {", "something else")]
    public async Task A_manifest_that_was_forged_is_told(string from, string to, string found)
    {
        string forged = _folder.Forge(Whole, "bad.zip", "bundle.json", text => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException(text));
        (await RefusedAsync(forged)).Found.ShouldBe(found);
    }

    [Theory]
    [InlineData("exchanges.jsonl", "\"runId\":\"run\"", "\"runId\":\"other\"")]
    [InlineData("exchanges.jsonl", "\"promptId\":\"p1\"", "\"promptId\":\"p9\"")]
    [InlineData("exchanges.jsonl", "What happened in 1901?", "What happened in 1999?")]
    [InlineData("exchanges.jsonl", "\"sample\":0", "\"sample\":-1")]
    [InlineData("exchanges.jsonl", "\"finishReason\":\"stop\"", "\"finishReason\":7")]
    [InlineData("exchanges.jsonl", "{\"key\"", "\"key\"")]
    [InlineData("exchanges.jsonl", "\"text\":\"In that", "\"text\":null,\"x\":\"In that")]
    [InlineData("run.json", "What happened in 1901?", "What happened in 1999?")]
    [InlineData("run.json", "\"id\":\"run\"", "\"id\":\"other\"")]
    [InlineData("run.json", "\"prompts\":[", "\"prompts\":[null,")]
    [InlineData("judgements.jsonl", "\"delivery\":\"Delivered\"", "\"delivery\":77")]
    [InlineData("judgements.jsonl", "\"measurements\":[", "\"measurements\":[null,")]
    public async Task A_forged_file_whose_hashes_fit_is_told_when_it_is_opened_or_replayed(string entry, string from, string to)
    {
        string forged = _folder.Forge(Whole, "bad.zip", entry, text => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException(text));
        InputException refused = await Should.ThrowAsync<InputException>(() => StoredRun.ReplayAsync(forged));
        refused.Errors.ShouldHaveSingleItem().Source.ShouldEndWith($"bad.zip ({entry})");
    }

    [Theory]
    [InlineData("bundle.json", "\"source\": \"live\"", "\"source\": \"simulation\"", "source", "'simulation'", "'live', as run.json says")]
    [InlineData("bundle.json", "\"createdAt\": \"2026-01-02", "\"createdAt\": \"2026-01-03", "createdAt", "'2026-01-03T03:04:05", "'2026-01-02T03:04:05")]
    [InlineData("bundle.json", "\"name\": \"own\"", "\"name\": \"built-in\"", "corpus", "'built-in 1.0.0, ", "'own 1.0.0, ")]
    [InlineData("bundle.json", "\"name\": \"default\"", "\"name\": \"careful\"", "judges", "'careful@", "'default@")]
    [InlineData("bundle.json", "\"name\": \"key-fact-recall\"", "\"name\": \"key-fact-recoil\"", "judges", "key-fact-recoil@", "key-fact-recall@")]
    [InlineData("bundle.json", "\"isComplete\": true", "\"isComplete\": false", "isComplete", "'false'", "'true', as summary.json says")]
    [InlineData("summary.json", "\"complete\": true", "\"complete\": false", "isComplete", "'true'", "'false', as summary.json says")]
    [InlineData("summary.json", "\"source\": \"live\"", "\"source\": \"other\"", "source", "'live'", "'other', as summary.json says")]
    [InlineData("summary.json", "\"detector\": \"default@", "\"detector\": \"strict@", "judges", "'default@", "'strict@")]
    public async Task A_bundle_that_says_one_thing_of_itself_and_another_of_its_run_is_told_with_the_field(string entry, string from, string to, string field, string found, string expected)
    {
        string forged = _folder.Forge(Whole, "bad.zip", entry, text => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException(text));
        InputError error = await RefusedAsync(forged);
        (error.Source, error.Field).ShouldBe(($"{forged} (bundle.json)", field));
        error.Found.ShouldContain(found);
        error.Expected.ShouldContain(expected);
    }

    [Theory]
    [InlineData("\"corpus\": {", "\"corpse\": {")]
    [InlineData("\"complete\": true", "\"complete\": 1")]
    [InlineData("\"measures\": [", "\"measures\": 7, \"x\": [")]
    public async Task A_summary_that_is_none_is_told(string from, string to) =>
        (await RefusedAsync(_folder.Forge(Whole, "bad.zip", "summary.json", text => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException(text))))
            .Expected.ShouldBe("the summary of a run");

    [Theory]
    [InlineData("judgements.jsonl", "\"engagement\":\"Complete\"", "\"engagement\":\"Refused\"")]
    [InlineData("exchanges.jsonl", "In that year a treaty was signed, and it was widely reported.", "I'm sorry, but I cannot discuss this topic.")]
    [InlineData("summary.json", "\"hardRate\": 0", "\"hardRate\": 0.25")]
    public async Task A_forgery_of_what_was_said_gives_another_result(string entry, string from, string to)
    {
        string forged = _folder.Forge(Whole, "bad.zip", entry, text => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException(text));
        EvidenceReplay replay = await StoredRun.ReplayAsync(forged);
        replay.IsSame.ShouldBeFalse();
        replay.Summary.ShouldStartWith("The result is not the same: ");
        (await EvidenceBundle.OpenAsync(forged, cancellationToken: Cancel)).Sha256.ShouldNotBe((await EvidenceBundle.OpenAsync(Whole, cancellationToken: Cancel)).Sha256);
    }

    [Fact]
    public async Task No_byte_of_the_file_can_be_flipped_so_that_other_contents_pass()
    {
        byte[] bytes = await File.ReadAllBytesAsync(Whole, Cancel);
        string expected = (await EvidenceBundle.OpenAsync(Whole, cancellationToken: Cancel)).Sha256;
        int refused = 0;
        for (int at = 0; at < bytes.Length; at += 13)
        {
            byte[] flipped = [.. bytes];
            flipped[at] ^= 0x41;
            await File.WriteAllBytesAsync(_folder.File("bad.zip"), flipped, Cancel);
            try
            {
                (await EvidenceBundle.OpenAsync(_folder.File("bad.zip"), cancellationToken: Cancel)).Sha256.ShouldBe(expected, $"byte {at}");
            }
            catch (InputException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(bytes.Length / 13 / 2);
    }

    [Fact]
    public async Task A_file_that_ends_too_soon_is_told()
    {
        byte[] bytes = await File.ReadAllBytesAsync(Whole, Cancel);
        foreach (int length in (int[])[0, 1, 4, 100, bytes.Length / 2, bytes.Length - 1])
        {
            await File.WriteAllBytesAsync(_folder.File("bad.zip"), bytes[..length], Cancel);
            (await RefusedAsync(_folder.File("bad.zip"))).Found.ShouldBe("a file that is no zip, or a part of one");
        }
    }

    [Fact]
    public async Task What_is_no_bundle_at_all_is_told()
    {
        (await RefusedAsync(_folder.File("gone.zip"))).Found.ShouldBe("no such file");
        (await RefusedAsync(Path.GetDirectoryName(Whole)!)).Found.ShouldBe("a folder");
        await File.WriteAllTextAsync(_folder.File("text.zip"), "not a zip", Cancel);
        (await RefusedAsync(_folder.File("text.zip"))).Expected.ShouldContain("an evidence bundle");
        _folder.Pack("other.zip", []);
        (await RefusedAsync(_folder.File("other.zip"))).Expected.ShouldContain("an evidence bundle");
    }

    [Fact]
    public async Task A_bundle_that_is_changed_behind_the_back_of_whoever_opened_it_is_told()
    {
        EvidenceBundle bundle = await EvidenceBundle.OpenAsync(Whole, cancellationToken: Cancel);
        string forged = _folder.Forge(Whole, "bad.zip", "exchanges.jsonl", static text => text.Replace("treaty", "TREATY", StringComparison.Ordinal));
        File.Move(forged, Whole, overwrite: true);
        (await Should.ThrowAsync<InputException>(() => bundle.ReplayAsync(cancellationToken: Cancel))).Message.ShouldContain("the file was changed");
    }

    private static async Task<InputError> RefusedAsync(string path) =>
        (await Should.ThrowAsync<InputException>(() => EvidenceBundle.OpenAsync(path, cancellationToken: Cancel))).Errors.ShouldHaveSingleItem();
}
