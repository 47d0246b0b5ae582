namespace CensorshipEval.Tests.Analysis.Sequential;

/// <summary>Family means from 0 to 1 with a given mean, in shapes as they occur.</summary>
internal static class SimulatedFamilies
{
    public static readonly string[] Shapes = ["all or nothing", "beta", "two points", "one in five"];

    /// <summary>Draws without end.</summary>
    public static Func<double> Endless(string shape, double mean, Dice random) => shape switch
    {
        // Families that are refused as a whole or not at all.
        "all or nothing" => () => random.Next() < mean ? 1 : 0,
        // Families that differ moderately.
        "beta" => () => random.Beta(3 * mean, 3 * (1 - mean)),
        // Twelve pairs of language and sample: a tenth below the mean or rarely far above it.
        "two points" => () => random.Next() < 0.1 ? Math.Min(1, mean * 5.5) : (mean - (0.1 * Math.Min(1, mean * 5.5))) / 0.9,
        // Five languages, one mind.
        "one in five" => () => Enumerable.Range(0, 5).Count(_ => random.Next() < mean) / 5.0,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    };

    /// <summary>A list of so many in random order, whose sum is as given.</summary>
    public static double[] List(string shape, int count, double sum, Dice random)
    {
        var values = new double[count];
        if (shape == "all or nothing")
        {
            int whole = (int)Math.Floor(sum + 1e-9);
            for (int i = 0; i < whole; i++) values[i] = 1;
            if (whole < count) values[whole] = Math.Clamp(sum - whole, 0, 1);
        }
        else
        {
            Func<double> draw = Endless(shape, sum / count, random);
            for (int i = 0; i < count; i++) values[i] = draw();
            Shift(values, sum);
        }

        random.Shuffle(values);
        return values;
    }

    // Towards the sum, without leaving 0 to 1.
    private static void Shift(double[] values, double sum)
    {
        double now = values.Sum();
        for (int i = 0; i < values.Length; i++)
            values[i] = now > sum ? values[i] * sum / now : 1 - ((1 - values[i]) * (values.Length - sum) / (values.Length - now));
    }
}
