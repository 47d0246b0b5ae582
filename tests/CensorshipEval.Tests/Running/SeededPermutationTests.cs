using CensorshipEval.Running;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Tests.Running;

public sealed class SeededPermutationTests
{
    [Fact]
    public void It_visits_every_number_once_whatever_the_count_and_seed() => Prop.ForAll(
        ArbMap.Default.ArbFor<(ushort Count, int Seed)>(),
        given =>
        {
            int count = given.Count % 3_000;
            var permutation = new SeededPermutation(count, given.Seed);
            Enumerable.Range(0, count).Select(position => permutation[position]).Order().ShouldBe(Enumerable.Range(0, count).Select(static i => (long)i));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_seed_gives_another_order()
    {
        long[] first = Order(1);
        long[] second = Order(2);
        first.Zip(second).Count(static pair => pair.First == pair.Second).ShouldBeLessThan(20);
    }

    [Fact]
    public void The_order_of_a_seed_never_changes_between_versions() => Order(1)[..8].ShouldBe(FirstOfSeedOne);

    [Fact]
    public void Neighbours_do_not_stay_together()
    {
        long[] order = Order(7);
        order.Zip(order.Skip(1)).Count(static pair => Math.Abs(pair.First - pair.Second) == 1).ShouldBeLessThan(20);
    }

    private static readonly long[] FirstOfSeedOne = [30, 614, 237, 513, 236, 931, 690, 562];

    private static long[] Order(int seed)
    {
        var permutation = new SeededPermutation(1_000, seed);
        return [.. Enumerable.Range(0, 1_000).Select(position => permutation[position])];
    }
}
