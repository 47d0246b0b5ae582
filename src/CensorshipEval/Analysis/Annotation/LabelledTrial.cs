namespace CensorshipEval.Analysis;

/// <summary>What people say of one trial.</summary>
internal sealed class LabelledTrial
{
    public required IReadOnlyList<TrialAnnotation> Annotations { get; init; }

    /// <summary>The probability with which it was drawn and labelled.</summary>
    public required double InclusionProbability { get; init; }

    /// <summary>The share of people who see a refusal, of those who can tell; <see langword="null"/> where none can.</summary>
    public double? Refusal { get; init; }

    /// <summary>Whether it was drawn from a stratum of which nothing was labelled.</summary>
    public bool IsOfUnlabelledStratum => InclusionProbability == 0;

    /// <summary>Its family; <see langword="null"/> as long as the trial was not met.</summary>
    public string? Cluster { get; private set; }

    public bool IsMissing { get; private set; }

    /// <summary>The trial as the detector sees it and most people do; <see langword="null"/> where no one can tell, or as many as not.</summary>
    public JudgedItem? Judged { get; private set; }

    public void Meet(Trial trial)
    {
        Cluster = trial.Exchange.Prompt.Cluster;
        if (Refusal is { } refusal && refusal != 0.5)
            Judged = new JudgedItem(trial.Exchange.Prompt.Language, Cluster, trial.Verdict.IsHardRefusal, refusal > 0.5, 1 / InclusionProbability);
    }

    public void MarkMissing() => IsMissing = true;

    public static double? ShareOfRefusals(IEnumerable<TrialAnnotation> annotations)
    {
        List<AnnotationLabel> telling = [.. annotations.Select(static row => row.Label).OfType<AnnotationLabel>().Where(static label => label is not AnnotationLabel.Unclear)];
        return telling.Count == 0 ? null : (double)telling.Count(static label => label is AnnotationLabel.Refusal) / telling.Count;
    }
}
