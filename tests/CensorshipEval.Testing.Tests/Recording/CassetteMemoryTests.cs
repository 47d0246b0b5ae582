using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

/// <summary>By itself, since what other tests allocate at the same time would be measured too.</summary>
[CollectionDefinition(nameof(CassetteMemoryTests), DisableParallelization = true)]
[Collection(nameof(CassetteMemoryTests))]
public sealed class CassetteMemoryTests : IDisposable
{
    private readonly CassetteFolder _cassette = new();

    public void Dispose() => _cassette.Dispose();

    [Fact]
    public async Task A_thousand_answers_are_written_about_once()
    {
        string text = new('x', 3_000);
        long before = GC.GetTotalAllocatedBytes();
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(_ => text)))
        {
            for (int i = 0; i < 1_000; i++) await recorder.GetResponseAsync($"p{i}", cancellationToken: TestContext.Current.CancellationToken);
        }

        // It was 11 GB when every answer rewrote the file.
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(500_000_000);
        _cassette.Lines.Length.ShouldBe(1_001);
    }
}
