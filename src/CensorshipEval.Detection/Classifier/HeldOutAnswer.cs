namespace CensorshipEval.Detection;

/// <summary>An answer with a classifier that had not seen its whole group.</summary>
/// <param name="Answer">The answer and its label.</param>
/// <param name="Classifier">Trained without the group: one for all answers of a part.</param>
/// <param name="Estimate">What this classifier says of the answer.</param>
public sealed record HeldOutAnswer(LabelledAnswer Answer, RefusalClassifier Classifier, RefusalEstimate Estimate);
