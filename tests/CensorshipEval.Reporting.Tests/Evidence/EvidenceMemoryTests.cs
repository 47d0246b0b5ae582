using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Tests.Evidence;

/// <summary>By itself, since what other tests allocate at the same time would be measured too.</summary>
[CollectionDefinition(nameof(EvidenceMemoryTests), DisableParallelization = true)]
[Collection(nameof(EvidenceMemoryTests))]
public sealed class EvidenceMemoryTests : IDisposable
{
    private readonly BundleFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_entry_that_unpacks_to_more_than_it_should_is_read_no_further()
    {
        EvaluationPlan plan = StoredRun.Plan(prompts: 4);
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [.. Enumerable.Range(0, 4).Select(number => StoredRun.Answer(plan, number))]);
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(_folder.File());
        entries["exchanges.jsonl"] = new byte[64 << 20];
        string bomb = _folder.Pack("bad.zip", entries);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        InputError error = (await Should.ThrowAsync<InputException>(() => EvidenceBundle.OpenAsync(bomb, cancellationToken: Cancel))).Errors.ShouldHaveSingleItem();
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(16 << 20);
        error.Found.ShouldBe("more than that");
        error.Expected.ShouldContain("bytes, as the bundle says");
    }
}
