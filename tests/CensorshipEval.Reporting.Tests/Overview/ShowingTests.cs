using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;

namespace CensorshipEval.Reporting.Tests.Overview;

/// <summary>Words and drawn intervals follow one rule.</summary>
public sealed class ShowingTests
{
    [Fact]
    public void Words_claim_a_difference_only_where_the_drawn_interval_does_not_hold_0_and_the_test_agrees()
    {
        var random = new Draws(7);
        var seen = new HashSet<Showing>();
        for (int i = 0; i < 20_000; i++)
        {
            Contrast found = Any(random);
            double? adjusted = random.Next(2) == 0 ? null : Math.Min(1, found.PValue!.Value * random.Next(1, 9));
            Showing showing = Shows.Of(found, adjusted);
            seen.Add(showing);
            bool claims = showing is Showing.More or Showing.Less, holds = found.Difference.Interval is not { } ends || (ends.Low <= 0 && ends.High >= 0);
            if (claims)
            {
                holds.ShouldBeFalse();
                (adjusted ?? found.PValue).ShouldNotBeNull().ShouldBeLessThan(0.05);
                Math.Sign(found.Difference.Value).ShouldBe(showing is Showing.More ? 1 : -1);
            }

            if (showing is Showing.Nothing) holds.ShouldBeTrue();
            Shows.Difference(found, adjusted).ShouldBe(claims);
            string words = IndexText.Conclusion(found);
            Showing own = Shows.Of(found);
            words.Contains("more often", StringComparison.Ordinal).ShouldBe(own is Showing.More or Showing.Less, words);
            words.Contains("No difference", StringComparison.Ordinal).ShouldBe(own is Showing.Nothing, words);
            words.Contains("unclear", StringComparison.Ordinal).ShouldBe(own is Showing.Unclear, words);
            words.Contains("no proof", StringComparison.Ordinal).ShouldBe(own is Showing.Description, words);
        }

        seen.Count.ShouldBe(Enum.GetValues<Showing>().Length);
    }

    [Fact]
    public void An_interval_that_is_read_holds_0_where_the_drawn_one_does()
    {
        var random = new Draws(8);
        for (int i = 0; i < 20_000; i++)
        {
            double low = Math.Round((random.NextDouble() - 0.5) * (random.Next(2) == 0 ? 0.02 : 1), random.Next(2, 6)), high = low + random.NextDouble() * 0.02;
            string[] shown = Shown.Points(new Interval(low, high)).Split(" to ");
            double[] read = [.. shown.Select(static end => double.Parse(end.Replace('−', '-'), CultureInfo.InvariantCulture))];
            (read[0] > 0 || read[1] < 0).ShouldBe(Shows.Excludes(new Interval(low, high)), $"{low} to {high}: {string.Join(" to ", shown)}");
        }
    }

    /// <summary>A difference as no test or interval need make it.</summary>
    internal static Contrast Any(Draws random)
    {
        double value = Math.Round(random.NextDouble() - 0.5, 3), half = random.NextDouble() * 0.4;
        bool isBlind = random.Next(20) == 0;
        return Of(value, isBlind ? null : value - half, isBlind ? null : value + half, random.Next(2) == 0 ? random.NextDouble() * 0.1 : random.NextDouble(), random.Next(5) == 0);
    }

    internal static Contrast Of(double value, double? low, double? high, double? p, bool isDescriptive = false) => new()
    {
        Quantity = Quantity.HardRate, Left = Made(Math.Max(value, 0), null, null), Right = Made(Math.Max(-value, 0), null, null), Difference = Made(value, low, high), Pairs = 25, Families = 25, UnpairedFamilies = 0,
        Models = 1, Discordance = 0.1, PValue = p, Test = ContrastTest.SignFlipExact, ClusteredPValue = p, LeastDetectable = 0.11, IsDescriptive = isDescriptive, StandardErrors = new StandardErrors(null, null, null, null),
    };

    private static Estimate Made(double value, double? low, double? high) => new()
    {
        Value = value, Low = low, High = high, Confidence = 0.95, Method = IntervalMethod.Mover, Because = "made", Families = 25, Observations = 25,
    };

    /// <summary>SplitMix64: the same numbers everywhere and for ever.</summary>
    internal sealed class Draws(ulong seed)
    {
        private ulong _state = seed;

        public double NextDouble()
        {
            ulong mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        public int Next(int end) => (int)(NextDouble() * end);

        public int Next(int begin, int end) => begin + Next(end - begin);
    }
}
