using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting.Figures;

/// <summary>What a difference shows. Words, charts and tables follow the same rule, so that none claims what another denies.</summary>
internal enum Showing
{
    /// <summary>So few families that it describes them and proves nothing.</summary>
    Description,

    /// <summary>No difference was shown.</summary>
    Nothing,

    /// <summary>Test and interval disagree about whether there is one.</summary>
    Unclear,

    /// <summary>The left side is greater: the test and the interval both say so.</summary>
    More,

    /// <summary>The left side is less: the test and the interval both say so.</summary>
    Less,
}

/// <summary>The rule.</summary>
internal static class Shows
{
    /// <summary>p-values below it count.</summary>
    public const double Level = 0.05;

    /// <summary>A difference is claimed where its p-value is below 0.05 and its interval does not hold 0.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="adjusted">Its p-value after an adjustment for several comparisons, where there was one.</param>
    public static Showing Of(Contrast found, double? adjusted = null)
    {
        if (found.IsDescriptive) return Showing.Description;
        bool isSmall = (adjusted ?? found.PValue) < Level, excludes = Excludes(found.Difference.Interval);
        if (isSmall != excludes) return Showing.Unclear;
        return !isSmall ? Showing.Nothing : found.Difference.Value > 0 ? Showing.More : Showing.Less;
    }

    /// <summary>Whether there is a difference to speak of.</summary>
    public static bool Difference(Contrast? found, double? adjusted = null) => found is not null && Of(found, adjusted) is Showing.More or Showing.Less;

    /// <summary>Whether the interval does not hold 0.</summary>
    public static bool Excludes(Interval? interval) => interval is { } ends && (ends.Low > 0 || ends.High < 0);
}
