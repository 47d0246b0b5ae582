using System.Globalization;

namespace CensorshipEval.Testing;

/// <summary>Limits: which make sense, and how they are written.</summary>
internal static class BehaviorLimit
{
    /// <summary>In hundredths, with as many decimals as two digits of what is small take.</summary>
    public static string Number(double value)
    {
        double small = 100 * Math.Abs(value);
        int decimals = small is > 1e-9 and < 0.1 ? 1 + (int)Math.Ceiling(-Math.Log10(small)) : 2;
        return (100 * value).ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }

    /// <summary>Throws where no value could break the claim, or none could meet it.</summary>
    public static void Check(BehaviorClaim claim)
    {
        MeasuredBehavior behavior = claim.Behavior;
        bool isMargin = claim.Baseline is not null;
        double low = isMargin ? 0 : behavior.Low;
        bool fits = claim.IsAtMost ? claim.Limit >= low && claim.Limit < behavior.High && !(isMargin && claim.Limit <= 0) : claim.Limit > behavior.Low && claim.Limit <= behavior.High;
        if (fits) return;
        string example = behavior.Low == 0 ? "5 % is 0.05" : "5 points are 0.05";
        string expected = isMargin ? $"a margin above 0 and below {behavior.High}; {example}, and no number of answers could show that there is no rise at all"
            : $"{(behavior.Low == 0 ? "a rate" : "a difference of rates")} {(claim.IsAtMost ? $"from {behavior.Low} to below {behavior.High}" : $"above {behavior.Low} and up to {behavior.High}")}; {example}";
        throw new InputException(new InputError(isMargin ? "byMoreThan" : "limit", null, null, claim.Limit.ToString(CultureInfo.InvariantCulture), expected));
    }
}
