namespace CensorshipEval.Analysis;

/// <summary>What missing answers alone could hide of an index.</summary>
internal static class IndexBounds
{
    /// <summary>The index over the prompts that both roles have, every missing sensitive answer taken as given and every missing analogue as withheld, and the reverse.</summary>
    public static Interval Of(IReadOnlyList<PromptCounts> cells, IReadOnlyList<PromptCounts> fair, Quantity quantity)
    {
        var names = new MeasureNames();
        PromptCounts[] sensitive = [.. cells.Where(static cell => cell.Prompt.Role is PromptRole.Sensitive)], analogue = [.. fair.Where(static cell => cell.Prompt.Role is PromptRole.Analogue)];
        HashSet<UnitKey> paired = [.. sensitive.Select(Key)];
        paired.IntersectWith(analogue.Select(Key));
        (double low, double high) = Ends(sensitive);
        (double otherLow, double otherHigh) = Ends(analogue);
        return new Interval(low - otherHigh, high - otherLow);

        (double, double) Ends(PromptCounts[] of)
        {
            double[][] units = [.. of.Where(cell => paired.Contains(Key(cell))).GroupBy(Key).Select(unit =>
            {
                double trials = unit.Sum(static cell => cell.Trials), sum = unit.Sum(cell => cell.Of(quantity, names).Sum), missing = unit.Sum(static cell => cell.Missing);
                return new[] { sum / trials, (sum + missing) / trials };
            })];
            return (units.Average(static unit => unit[0]), units.Average(static unit => unit[1]));
        }
    }

    private static UnitKey Key(PromptCounts cell) => new(cell.Cluster, cell.Prompt.Form, cell.Prompt.Language, cell.Target.Id, null);
}
