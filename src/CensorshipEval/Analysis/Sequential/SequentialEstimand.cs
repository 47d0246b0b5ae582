namespace CensorshipEval.Analysis;

/// <summary>Whose mean a claim is about.</summary>
public enum SequentialEstimand
{
    /// <summary>All questions of the kind, of which the families are a sample: the claim goes beyond the corpus, and needs more families.</summary>
    FamiliesLikeThese,

    /// <summary>The families at hand and no others, drawn in random order: when all were seen, there is no doubt left.</summary>
    TheseFamilies,
}
