using CensorshipEval.Export;

namespace CensorshipEval.Tests.Files;

/// <summary>Files that appear whole or not at all, whoever else writes them.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("censorshipeval-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder.FullName, "out.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Writers_of_one_path_at_a_time_all_succeed_and_one_of_them_stays_whole()
    {
        byte[][] contents = [.. Enumerable.Range(0, 6).Select(static number => Enumerable.Repeat((byte)('a' + number), 300_000).ToArray())];
        int begun = 0;
        var all = new TaskCompletionSource();
        await Task.WhenAll(contents.Select(bytes => AtomicFile.WriteAsync(Place, async stream =>
        {
            if (++begun == contents.Length) all.SetResult();
            await all.Task;
            await stream.WriteAsync(bytes, Cancel);
        })));
        byte[] written = await File.ReadAllBytesAsync(Place, Cancel);
        contents.ShouldContain(bytes => bytes.SequenceEqual(written));
        _folder.GetFiles().Select(static file => file.Name).ShouldBe(["out.txt"]);
    }

    [Fact]
    public async Task A_writer_that_fails_deletes_its_own_part_and_nobody_elses()
    {
        await File.WriteAllTextAsync(Place, "before", Cancel);
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Task other = AtomicFile.WriteAsync(Place, async stream =>
        {
            begun.SetResult();
            await goOn.Task;
            await stream.WriteAsync("after"u8.ToArray(), Cancel);
        });
        await begun.Task;
        await Should.ThrowAsync<InvalidOperationException>(() => AtomicFile.WriteAsync(Place, static _ => throw new InvalidOperationException()));
        (await File.ReadAllTextAsync(Place, Cancel)).ShouldBe("before");
        goOn.SetResult();
        await other;
        (await File.ReadAllTextAsync(Place, Cancel)).ShouldBe("after");
        _folder.GetFiles().ShouldHaveSingleItem();
    }
}
