namespace CensorshipEval.Detection;

/// <summary>How a classifier is trained. The defaults made the built-in one.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of the order in which rows are seen. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How often every row is seen. Default 8.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Step size of AdaGrad. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Strength of the pull towards 0. Default 1e-6.</summary>
    public double Regularisation { get; init; } = 1e-6;

    /// <summary>
    /// How much more a cell (source, language and label) counts that has more rows: its weight is its size to this power, 0 to 1. Default 0.5; at 0 all
    /// cells count the same, at 1 all rows.
    /// </summary>
    public double SizeExponent { get; init; } = 0.5;

    /// <summary>
    /// Share of refusals that the weights amount to in each language, above 0 and below 1. Default 0.5: probabilities are those at even odds.
    /// </summary>
    public double RefusalShare { get; init; } = 0.5;

    /// <summary>Parts in which models are left out while the combination with the phrases is fitted, at least 2. Default 8.</summary>
    public int Folds { get; init; } = 8;

    /// <summary>Name of the group of a row, which is left out as a whole; by default the model's name up to a <c>+</c>, so that an altered model goes with its original.</summary>
    public Func<LabelledAnswer, string>? GroupOf { get; init; }

    /// <summary>
    /// The rows on which it is learnt how n-grams and phrases go together; by default all. Sentences that phrases were written from would say that phrases never fail.
    /// </summary>
    public Func<LabelledAnswer, bool>? CombinesOn { get; init; }

    /// <summary>
    /// The rows on which it is chosen how sharp probabilities are; by default all. Texts that were written to be hard say less about that than answers of models.
    /// </summary>
    public Func<LabelledAnswer, bool>? CalibratesOn { get; init; }
}
