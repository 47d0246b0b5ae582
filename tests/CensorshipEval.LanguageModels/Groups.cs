using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>Puts languages that the model will not name into groups of similar ones (by the cosine of their n-grams).</summary>
internal static class Groups
{
    private const int Bits = 12;
    private const int Samples = 60;

    /// <summary>The group of each language: that of the seed it is most like.</summary>
    public static Dictionary<string, int> Find(ScriptTexts texts, List<string> languages, string[] seeds, Dice dice)
    {
        double[][] profiles = [.. languages.Select(language => Profile(texts, language, dice))];
        // What all have in common tells nothing.
        double[] mean = [.. Enumerable.Range(0, 1 << Bits).Select(row => profiles.Average(profile => profile[row]))];
        for (int i = 0; i < profiles.Length; i++) profiles[i] = Unit([.. profiles[i].Zip(mean, static (a, b) => a - b)]);
        int[] places = [.. seeds.Select(seed => languages.IndexOf(seed))];
        return Enumerable.Range(0, languages.Count).ToDictionary(
            i => languages[i],
            i => Enumerable.Range(0, seeds.Length).MaxBy(g => Dot(profiles[places[g]], profiles[i])),
            StringComparer.Ordinal);
    }

    private static double[] Profile(ScriptTexts texts, string language, Dice dice)
    {
        var counts = new double[1 << Bits];
        Span<char> buffer = stackalloc char[LetterSample.Capacity];
        Span<ushort> rows = stackalloc ushort[NgramFeatures.Most];
        for (int i = 0; i < Samples; i++)
        {
            int count = NgramFeatures.Fill(texts.Draw(language, 250, dice, buffer), Bits, rows);
            foreach (ushort row in rows[..count]) counts[row]++;
        }

        return Unit([.. counts.Select(static count => Math.Sqrt(count))]);
    }

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        return [.. vector.Select(value => value / length)];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
