namespace CensorshipEval.Analysis;

/// <summary>Two sides compared over the same families, forms and, as far as they are not what is compared, languages and targets.</summary>
public sealed record Contrast
{
    /// <summary>What is compared.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The first side.</summary>
    public required Estimate Left { get; init; }

    /// <summary>The second side.</summary>
    public required Estimate Right { get; init; }

    /// <summary>Left minus right.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>Pairs: units that both sides have a value for. Samples of one prompt are one unit.</summary>
    public required int Pairs { get; init; }

    /// <summary>Families with at least one pair: the sample size that counts.</summary>
    public required int Families { get; init; }

    /// <summary>Families that were left out because one side has no value for them.</summary>
    public required int UnpairedFamilies { get; init; }

    /// <summary>Models it is pooled over.</summary>
    public required int Models { get; init; }

    /// <summary>Share of pairs whose sides differ.</summary>
    public required double Discordance { get; init; }

    /// <summary>Two-sided p-value of "no difference", not adjusted for other comparisons; <see langword="null"/> where none is told, as for topics.</summary>
    public required double? PValue { get; init; }

    /// <summary>Which test that is.</summary>
    public required ContrastTest? Test { get; init; }

    /// <summary>As a check, the p-value of Student's t with variance clustered by family; <see langword="null"/> where families do not differ.</summary>
    public required double? ClusteredPValue { get; init; }

    /// <summary>
    /// The least true difference that would be found with the power of the options (0.8), before any adjustment for other comparisons: what "no difference" cannot rule out.
    /// From the interval, its half width times 1 + z(power)/z(confidence), and never less than what the exact test needs where each family is one pair;
    /// <see langword="null"/> where no possible difference would be found.
    /// </summary>
    public required double? LeastDetectable { get; init; }

    /// <summary>Whether there are so few families that this describes them and proves nothing.</summary>
    public required bool IsDescriptive { get; init; }

    /// <summary>Standard errors of the difference.</summary>
    public required StandardErrors StandardErrors { get; init; }
}
