namespace CensorshipEval.Analysis;

/// <summary>Makes the cells of a plan.</summary>
internal sealed class PlannedCells(IReadOnlyList<PlannedPair> pairs, LanguageTag? reference, int samples, StudyAssumptions assumptions)
{
    private const double TenPoints = 0.1;
    private const double TwentyPoints = 0.2;

    public PlannedCell Of(Jurisdiction? jurisdiction, LanguageTag? language)
    {
        PlannedPair[] here = [.. pairs.Where(pair => jurisdiction is null || pair.Jurisdiction == jurisdiction)];
        PlannedPair[] cell = [.. here.Where(pair => language is null || pair.Language == language)];
        int[] perFamily = PerFamily(cell);
        double mean = HarmonicMean(perFamily);
        int? gapFamilies = null;
        double? languageGap = null;
        if (language is not null && language != reference)
        {
            var compared = here.Where(pair => pair.Language == reference).Select(static pair => (pair.Family, pair.Form)).ToHashSet();
            int[] forms = PerFamily(cell.Where(pair => compared.Contains((pair.Family, pair.Form))));
            gapFamilies = forms.Length;
            if (forms.Length > 0) languageGap = StudyPlanner.DetectableLanguageGap(forms.Length, HarmonicMean(forms), samples, assumptions);
        }

        return new PlannedCell
        {
            Jurisdiction = jurisdiction,
            Language = language,
            Families = perFamily.Length,
            Pairs = cell.Length,
            PairsPerFamily = mean,
            DetectableGap = perFamily.Length == 0 ? null : StudyPlanner.DetectableGap(perFamily.Length, mean, samples, assumptions),
            LanguageGapFamilies = gapFamilies,
            DetectableLanguageGap = languageGap,
            FamiliesForTenPoints = Needed(TenPoints, mean),
            FamiliesForTwentyPoints = Needed(TwentyPoints, mean),
        };
    }

    private int? Needed(double gap, double mean) =>
        mean == 0 || gap > 1 - assumptions.AnalogueRate ? null : StudyPlanner.FamiliesForGap(gap, mean, samples, assumptions);

    private static int[] PerFamily(IEnumerable<PlannedPair> cell) => [.. cell.CountBy(static pair => pair.Family, StringComparer.Ordinal).Select(static family => family.Value)];

    // A family counts once however many pairs it has, so what few pairs leave uncertain weighs more than what many make certain.
    private static double HarmonicMean(int[] counts) => counts.Length == 0 ? 0 : counts.Length / counts.Sum(static count => 1.0 / count);
}
