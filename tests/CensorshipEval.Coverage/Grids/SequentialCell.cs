using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>Sequential tests at the edge of their claim, looked at after every family: how often they say what is not so.</summary>
/// <param name="Rate">Planted rate; without an end of families it is the limit, too.</param>
/// <param name="Families">Length of a list that is drawn from without replacement; <see langword="null"/> for families without end, of which at most 400 are seen.</param>
/// <param name="Correlation">Of two answers of one family, which has four; 1 is refused as a whole or not at all.</param>
internal sealed record SequentialCell(double Rate, int? Families, double Correlation)
{
    private const int Most = 400;
    private const int Answers = 4;
    private const double Hair = 1e-6;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Rate} | {Families?.ToString(CultureInfo.InvariantCulture) ?? "no end"} | {Correlation}");

    /// <summary>How often "at most the limit" holds where the mean is the limit or a hair above it, and how often it fails where the mean is the limit.</summary>
    public (Share Holds, Share Fails) Measure(int tests)
    {
        var (holds, fails) = (new Share(), new Share());
        var draws = new Draws($"sequential {Name}");
        var effects = Correlation < 1 ? FamilyEffects.Of(Rate, Correlation, EffectShape.Beta) : null;
        double truth = effects?.Mean ?? Rate;
        var values = new double[Families ?? Most];
        for (int test = 0; test < tests; test++)
        {
            for (int i = 0; i < values.Length; i++) values[i] = Family(effects, draws);
            if (Families is null)
            {
                SequentialOutcome outcome = Outcome(new SequentialRateTestOptions { Limit = truth, MaxFamilies = Most }, values);
                holds.Add(outcome is SequentialOutcome.Holds);
                fails.Add(outcome is SequentialOutcome.Fails);
                continue;
            }

            // The truth is the list's own mean. The list is in random order by how it was drawn.
            double mean = values.Average();
            var options = new SequentialRateTestOptions { Limit = mean, Estimand = SequentialEstimand.TheseFamilies, Families = Families };
            holds.Add(mean > Hair && Outcome(options with { Limit = mean - Hair }, values) is SequentialOutcome.Holds);
            fails.Add(mean < 1 && Outcome(options, values) is SequentialOutcome.Fails);
        }

        return (holds, fails);
    }

    private double Family(FamilyEffects? effects, Draws draws)
    {
        if (effects is null) return draws.Uniform() < Rate ? 1 : 0;
        double rate = effects.At(draws.Uniform());
        int refused = 0;
        for (int i = 0; i < Answers; i++)
        {
            if (draws.Uniform() < rate) refused++;
        }

        return (double)refused / Answers;
    }

    private static SequentialOutcome Outcome(SequentialRateTestOptions options, double[] values)
    {
        var test = new SequentialRateTest(options);
        foreach (double value in values)
        {
            if (test.Add(value) is not SequentialOutcome.Undecided) break;
        }

        return test.Outcome;
    }
}
