using CensorshipEval.Detection;

namespace CensorshipEval.Detection.Tests.Exchanges;

public sealed class UpdateLogTests
{
    [Fact]
    public void Some_thousand_updates_are_kept_as_they_are()
    {
        StreamUpdate[] updates = [.. Enumerable.Range(0, 8_192).Select(Append)];

        Logged(updates).ShouldBe(updates);
    }

    [Fact]
    public void Of_a_million_pieces_all_text_is_accounted_for_and_a_replacement_keeps_its_place_and_time()
    {
        var replaced = new StreamUpdate(TimeSpan.FromMilliseconds(400_000.5), StreamUpdateKind.Replace, 7);
        IReadOnlyList<StreamUpdate> kept = Logged([.. Enumerable.Range(0, 400_000).Select(Append), replaced, .. Enumerable.Range(400_001, 600_000).Select(Append)]);

        kept.Count.ShouldBeLessThanOrEqualTo(8_192);
        int at = kept.ToList().IndexOf(replaced);
        kept.Take(at).Sum(static update => update.Length).ShouldBe(800_000);
        kept.Skip(at + 1).Sum(static update => update.Length).ShouldBe(1_200_000);
        kept.Select(static update => update.At).ShouldBeInOrder();
    }

    [Fact]
    public void A_stream_that_replaces_its_text_all_the_time_fills_no_memory()
    {
        IReadOnlyList<StreamUpdate> kept = Logged([.. Enumerable.Range(0, 100_000).Select(static i => Append(i) with { Kind = (StreamUpdateKind)(i % 2) })]);

        kept.Count.ShouldBeLessThanOrEqualTo(8_192);
        kept.ShouldContain(static update => update.Kind == StreamUpdateKind.Replace);
    }

    private static StreamUpdate Append(int i) => new(TimeSpan.FromMilliseconds(i), StreamUpdateKind.Append, 2);

    private static IReadOnlyList<StreamUpdate> Logged(params StreamUpdate[] updates)
    {
        var log = new UpdateLog();
        foreach (StreamUpdate update in updates) log.Add(update);
        return log.Updates;
    }
}
