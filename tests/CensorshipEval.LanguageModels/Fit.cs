using System.Runtime.Intrinsics;
using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>Fits a softmax over hashed n-grams, one sample at a time (AdaGrad). One thread and one seed: the same texts give the same weights.</summary>
internal sealed class Fit(ScriptTexts texts, ModelPlan plan)
{
    private const int Stride = NgramModel.Stride;
    private const float Rate = 0.25f;
    private const float Decay = 2e-6f;

    private const double ShareNoise = 0.04;

    private readonly Dice _dice = new((ulong)plan.Script);
    private readonly float[] _weights = new float[Stride << plan.Bits];
    private readonly float[] _squares = new float[Stride << plan.Bits];

    /// <summary>Classes: the named ones, the groups, noise.</summary>
    public int Classes { get; private set; }

    public float[] Run()
    {
        string[] named = [.. plan.Named.Where(texts.Languages.Contains)];
        List<string> others = [.. texts.Languages.Except(named, StringComparer.Ordinal)];
        string[] seeds = [.. plan.Others.Where(others.Contains)];
        Dictionary<string, int> group = Groups.Find(texts, others, seeds, _dice);
        for (int g = 0; g < seeds.Length; g++)
            Console.WriteLine($"  {seeds[g]}: {string.Join(' ', others.Where(language => group[language] == g))}");
        Classes = named.Length + seeds.Length + 1;
        double[] cumulated = new double[others.Count];
        double sum = 0;
        // A group's share grows with the root of its size; within one, a language with more text gets more.
        for (int i = 0; i < others.Count; i++)
        {
            double all = others.Where(o => group[o] == group[others[i]]).Sum(o => Math.Sqrt(texts.Letters(o)));
            int size = others.Count(o => group[o] == group[others[i]]);
            cumulated[i] = sum += Math.Sqrt(texts.Letters(others[i])) / all * Math.Sqrt(size);
        }

        Span<char> buffer = stackalloc char[LetterSample.Capacity];
        Span<ushort> rows = stackalloc ushort[NgramFeatures.Most];
        Span<float> scores = stackalloc float[Stride];
        double right = 0;
        for (int step = 0; step < plan.Steps; step++)
        {
            bool isNamed = others.Count == 0 || _dice.Fraction() < plan.ShareNamed;
            double point = _dice.Fraction() * sum;
            string language = isNamed ? named[_dice.Below(named.Length)] : others[Array.FindIndex(cumulated, upTo => upTo > point)];
            int length = (int)(12 * Math.Pow(20, _dice.Fraction())); // 12 to 240, short ones as often as long ones
            ReadOnlySpan<char> letters = texts.Draw(language, length, _dice, buffer);
            int truth = Array.IndexOf(named, language);
            if (truth < 0) truth = named.Length + group[language];
            if (_dice.Fraction() < ShareNoise)
            {
                Noise.Make(buffer[..letters.Length], _dice);
                truth = Classes - 1;
            }
            else if (_dice.Fraction() < 0.5)
            {
                Respell(buffer[..letters.Length]);
            }

            int count = NgramFeatures.Fill(letters, plan.Bits, rows);
            if (count == 0) continue;
            right += Learn(rows[..count], truth, scores, Rate * (1 - (0.9f * step / plan.Steps))) ? 1 : 0;
            if ((step + 1) % 500_000 == 0)
            {
                Console.WriteLine($"  {step + 1} samples, {right / 5_000:F2} % right of the last 500,000");
                right = 0;
            }
        }

        return _weights;
    }

    // Persian is often typed with the letters of an Arabic keyboard.
    private static void Respell(Span<char> letters)
    {
        foreach (ref char c in letters) c = c switch { 'ی' => 'ي', 'ک' => 'ك', _ => c };
    }

    private bool Learn(ReadOnlySpan<ushort> rows, int truth, Span<float> scores, float rate)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        float unit = 1 / MathF.Sqrt(rows.Length);
        foreach (ushort row in rows)
        {
            ref float weight = ref _weights[row * Stride];
            s0 += Vector256.LoadUnsafe(ref weight);
            s1 += Vector256.LoadUnsafe(ref weight, 8);
            s2 += Vector256.LoadUnsafe(ref weight, 16);
            s3 += Vector256.LoadUnsafe(ref weight, 24);
        }

        s0.CopyTo(scores);
        s1.CopyTo(scores[8..]);
        s2.CopyTo(scores[16..]);
        s3.CopyTo(scores[24..]);
        float top = float.MinValue;
        int best = 0;
        for (int k = 0; k < Classes; k++)
        {
            scores[k] *= unit;
            if (scores[k] > top) (top, best) = (scores[k], k);
        }

        double sum = 0;
        for (int k = 0; k < Classes; k++) sum += Math.Exp(scores[k] - top);
        for (int k = 0; k < Stride; k++)
            scores[k] = k < Classes ? (float)((Math.Exp(scores[k] - top) / sum) - (k == truth ? 1 : 0)) * unit : 0;

        for (int part = 0; part < Stride; part += 8)
        {
            Vector256<float> gradient = Vector256.Create<float>(scores.Slice(part, 8));
            Vector256<float> squared = gradient * gradient;
            foreach (ushort row in rows)
            {
                ref float weight = ref _weights[(row * Stride) + part];
                ref float square = ref _squares[(row * Stride) + part];
                Vector256<float> squares = Vector256.LoadUnsafe(ref square) + squared;
                squares.StoreUnsafe(ref square);
                Vector256<float> w = Vector256.LoadUnsafe(ref weight);
                w -= rate * ((gradient / (Vector256.Sqrt(squares) + Vector256.Create(1e-6f))) + (w * Decay));
                w.StoreUnsafe(ref weight);
            }
        }

        return best == truth;
    }
}
