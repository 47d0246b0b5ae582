namespace CensorshipEval.Analysis;

/// <summary>The mean of any quantity over cells, with its interval.</summary>
internal static class MeanEstimate
{
    /// <summary>The estimate; <see langword="null"/> where no cell has a value.</summary>
    public static Estimate? Of(IReadOnlyList<PromptCounts> of, Quantity quantity, CountedCells cells)
    {
        if (quantity.IsRate)
        {
            var tally = new RateTally();
            foreach (PromptCounts cell in of) tally.Add(cell);
            return tally.EstimateOf(quantity, cells.Options);
        }

        var units = new MatchedUnits(UnitValues.Of(of, quantity, cells.Names, byRole: true));
        if (units.Count == 0) return null;
        return ContrastSide.Of(units, 0, quantity, cells.Options).Estimate;
    }
}
