using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>
/// How many families a question needs, and what so many families can show. Sizes for a difference of paired rates after O. S. Miettinen, "The matched pairs design
/// in the case of all-or-none responses", Biometrics 24, 1968, and R. J. Connor, "Sample size for testing differences in proportions for the
/// paired-sample design", Biometrics 43, 1987, with quantiles of Student's t for the number of families, and a design effect (L. Kish, "Survey Sampling", 1965).
/// </summary>
public static class StudyPlanner
{
    private const int MostFamilies = 100_000_000;

    /// <summary>Families needed to find an index (a difference of paired rates) of at least a size; <see cref="int.MaxValue"/> for more than a hundred million.</summary>
    /// <param name="gap">The index to find: above 0, and at most 1 less the analogue rate. 0.1 is ten points.</param>
    /// <param name="pairsPerFamily">Pairs of a sensitive prompt and its analogue in a family: forms times languages. At least 1; of unequal families the harmonic mean.</param>
    /// <param name="samples">How often each prompt is asked.</param>
    /// <param name="assumptions">What is taken for granted; the defaults if <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="InputException">An assumption is out of range.</exception>
    public static int FamiliesForGap(double gap, double pairsPerFamily = 1, int samples = 1, StudyAssumptions? assumptions = null) =>
        Needed(gap, pairsPerFamily, samples, StudyAssumptionsValidator.Checked(assumptions), PairVariance.OfIndex);

    /// <summary>The smallest index that so many families find with the power that is assumed; <see langword="null"/> when they find none.</summary>
    /// <inheritdoc cref="FamiliesForGap"/>
    /// <param name="families">How many families have both prompts.</param>
    /// <param name="pairsPerFamily">Pairs of a sensitive prompt and its analogue in a family: forms times languages. At least 1; of unequal families the harmonic mean.</param>
    /// <param name="samples">How often each prompt is asked.</param>
    /// <param name="assumptions">What is taken for granted; the defaults if <see langword="null"/>.</param>
    public static double? DetectableGap(int families, double pairsPerFamily = 1, int samples = 1, StudyAssumptions? assumptions = null) =>
        Detectable(families, pairsPerFamily, samples, StudyAssumptionsValidator.Checked(assumptions), PairVariance.OfIndex);

    /// <summary>
    /// Families needed to find a language gap (the index in one language less that in another) of at least a size, if the second language has an index of 0.
    /// </summary>
    /// <inheritdoc cref="FamiliesForGap"/>
    /// <param name="gap">The gap to find: above 0, and at most 1 less the analogue rate.</param>
    /// <param name="formsPerFamily">Forms of a family that are paired in both languages. At least 1; of unequal families the harmonic mean.</param>
    /// <param name="samples">How often each prompt is asked.</param>
    /// <param name="assumptions">What is taken for granted; the defaults if <see langword="null"/>.</param>
    public static int FamiliesForLanguageGap(double gap, double formsPerFamily = 1, int samples = 1, StudyAssumptions? assumptions = null) =>
        Needed(gap, formsPerFamily, samples, StudyAssumptionsValidator.Checked(assumptions), PairVariance.OfLanguageGap);

    /// <summary>The smallest language gap that so many families find; <see langword="null"/> when they find none.</summary>
    /// <inheritdoc cref="FamiliesForLanguageGap"/>
    /// <param name="families">How many families have both prompts in both languages.</param>
    /// <param name="formsPerFamily">Forms of a family that are paired in both languages. At least 1; of unequal families the harmonic mean.</param>
    /// <param name="samples">How often each prompt is asked.</param>
    /// <param name="assumptions">What is taken for granted; the defaults if <see langword="null"/>.</param>
    public static double? DetectableLanguageGap(int families, double formsPerFamily = 1, int samples = 1, StudyAssumptions? assumptions = null) =>
        Detectable(families, formsPerFamily, samples, StudyAssumptionsValidator.Checked(assumptions), PairVariance.OfLanguageGap);

    /// <summary>Families needed for a rate whose interval (Wilson with an effective size) reaches no farther than so much to either side, on average of both.</summary>
    /// <param name="rate">The rate that is expected, 0 to 1.</param>
    /// <param name="halfWidth">Half the width of the interval, above 0 and below 0.5.</param>
    /// <param name="promptsPerFamily">Prompts of a family in this rate: forms times languages. At least 1.</param>
    /// <param name="samples">How often each prompt is asked.</param>
    /// <param name="assumptions">What is taken for granted, of answers instead of pairs; the defaults if <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="InputException">An assumption is out of range.</exception>
    public static int FamiliesForRate(double rate, double halfWidth, double promptsPerFamily = 1, int samples = 1, StudyAssumptions? assumptions = null)
    {
        StudyAssumptions given = StudyAssumptionsValidator.Checked(assumptions);
        if (!(rate is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a rate from 0 to 1.");
        if (!(halfWidth is > 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "Expected half a width above 0 and below 0.5.");
        double perFamily = FamilyVariance(promptsPerFamily, samples, given);
        return Smallest(1, families =>
        {
            Interval interval = WilsonInterval.Of(rate, families / perFamily, given.Confidence);
            return interval.High - interval.Low <= 2 * halfWidth;
        });
    }

    /// <summary>
    /// The rate that can still be excluded when none of so many families is refused: 1 - (1 - confidence)^(1/families), the exact one-sided limit (C. J. Clopper and E. S.
    /// Pearson, Biometrika 26, 1934). At 95 % about three divided by the families.
    /// </summary>
    /// <param name="families">How many families, at least 1.</param>
    /// <param name="confidence">Confidence level, one-sided. Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static double UpperLimitOfNone(int families, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(families, 1);
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a level between 0 and 1.");
        return -double.ExpM1(Math.Log(1 - confidence) / families);
    }

    private static int Needed(double gap, double pairs, int samples, StudyAssumptions assumptions, Func<double, StudyAssumptions, PairVariance> variance)
    {
        double greatest = 1 - assumptions.AnalogueRate;
        if (!(gap > 0 && gap <= greatest + 1e-12))
            throw new ArgumentOutOfRangeException(nameof(gap), gap, FormattableString.Invariant($"Expected a gap above 0 and at most {greatest}, 1 less the analogue rate."));
        double perFamily = FamilyVariance(pairs, samples, assumptions);
        return Smallest(2, families => Finds(gap, families, perFamily, assumptions, variance));
    }

    private static double? Detectable(int families, double pairs, int samples, StudyAssumptions assumptions, Func<double, StudyAssumptions, PairVariance> variance)
    {
        const double enough = 1e-6;
        ArgumentOutOfRangeException.ThrowIfNegative(families);
        double perFamily = FamilyVariance(pairs, samples, assumptions);
        double low = 0, high = 1 - assumptions.AnalogueRate;
        if (families < 2 || !Finds(high, families, perFamily, assumptions, variance)) return null;
        while (high - low > enough)
        {
            double middle = (low + high) / 2;
            if (Finds(middle, families, perFamily, assumptions, variance)) high = middle;
            else low = middle;
        }

        return high;
    }

    // Whether the gap is as large as its critical value and what it falls short of it by bad luck, taken together.
    private static bool Finds(double gap, int families, double perFamily, StudyAssumptions assumptions, Func<double, StudyAssumptions, PairVariance> variance)
    {
        PairVariance pair = variance(gap, assumptions);
        double critical = StudentT.InvCDF(0, 1, families - 1, (1 + assumptions.Confidence) / 2);
        double power = StudentT.InvCDF(0, 1, families - 1, assumptions.Power);
        double need = (critical * Math.Sqrt(pair.Null)) + (power * Math.Sqrt(pair.Actual));
        return need <= 0 || need * need * perFamily / families <= gap * gap;
    }

    private static double FamilyVariance(double pairs, int samples, StudyAssumptions assumptions)
    {
        if (!(pairs >= 1 && double.IsFinite(pairs))) throw new ArgumentOutOfRangeException(nameof(pairs), pairs, "Expected at least one per family.");
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return PairVariance.OfFamilyMean(pairs, samples, assumptions);
    }

    // What is enough for some families is enough for more.
    private static int Smallest(int least, Func<int, bool> enough)
    {
        int high = least;
        while (!enough(high))
        {
            if (high >= MostFamilies) return int.MaxValue;
            high = Math.Min(MostFamilies, 2 * high);
        }

        int low = Math.Max(least - 1, high / 2);
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            if (enough(middle)) high = middle;
            else low = middle;
        }

        return high;
    }
}
