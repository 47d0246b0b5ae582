using CensorshipEval.Faults.Models;

namespace CensorshipEval.Faults.Tests;

public sealed class FaultDiceTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(1.0)]
    public void Faults_come_in_their_share_and_every_kind_as_often(double share)
    {
        const int Rolls = 50_000;
        var dice = new FaultDice(share, seed: 3);
        PlayedFault[] faults = [.. Enumerable.Range(0, Rolls).Select(_ => dice.Roll()).Where(static fault => fault is not PlayedFault.None)];

        // Five standard deviations of a fair coin of that share.
        Math.Abs(faults.Length - (Rolls * share)).ShouldBeLessThanOrEqualTo(5 * Math.Sqrt(Rolls * share * (1 - share)));
        dice.Played.ShouldBe(faults.Length);
        if (share == 0) return;
        var kinds = Enum.GetValues<PlayedFault>().Where(static fault => fault is not PlayedFault.None).ToArray();
        faults.Distinct().ShouldBe(kinds, ignoreOrder: true);
        double each = (double)faults.Length / kinds.Length;
        foreach (PlayedFault kind in kinds) Math.Abs(faults.Count(fault => fault == kind) - each).ShouldBeLessThan(5 * Math.Sqrt(each));
    }

    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_seed_others()
    {
        static PlayedFault[] Of(int seed)
        {
            var dice = new FaultDice(0.5, seed);
            return [.. Enumerable.Range(0, 200).Select(_ => dice.Roll())];
        }

        Of(1).ShouldBe(Of(1));
        Of(1).ShouldNotBe(Of(2));
    }
}
