namespace CensorshipEval.Detection;

/// <summary>A labelled answer as the trainer sees it.</summary>
internal sealed class TrainingRow
{
    public required LabelledAnswer Answer { get; init; }

    public required string Group { get; init; }

    /// <summary>Buckets of opening and closing.</summary>
    public required int[] Ngrams { get; init; }

    /// <summary>Buckets from each late refusal on.</summary>
    public required IReadOnlyList<int[]> Late { get; init; }

    /// <summary>Buckets of pieces from within an answer, which are no refusals either: what is merely a text in a language, short or long.</summary>
    public IReadOnlyList<int[]> Pieces { get; init; } = [];

    /// <summary>How much it counts for the question whether an answer declines; 0 where it says nothing about it.</summary>
    public double RefusalWeight { get; set; }

    /// <summary>The same for the question whether it does what was asked.</summary>
    public double NonAnswerWeight { get; set; }

    /// <summary>Phrases, with what the n-grams of models that had not seen it say.</summary>
    public double[] RefusalSignals { get; } = new double[AnswerSignals.Count];

    /// <summary>The same for the other question, with the length.</summary>
    public double[] NonAnswerSignals { get; } = new double[AnswerSignals.Count];

    private IReadOnlyList<double> Plain { get; init; } = [];

    private int Weight { get; init; }

    /// <summary>Reads an answer.</summary>
    public static TrainingRow Of(LabelledAnswer answer, string group, AnswerReader reader)
    {
        reader.Read(answer.Response);
        var late = new List<int[]>();
        foreach (PhraseHit hit in reader.Phrases.Hits)
        {
            if (late.Count < AnswerReader.MostLateRefusals && reader.LateSentence(hit) is { } start) late.Add(NgramList.Of(reader.Sentence(start), []));
        }

        double[] plain = new double[AnswerSignals.Count];
        AnswerSignals.Fill(0, late.Count == 0 ? null : 0, reader.Phrases, reader.Decision, plain);
        return new TrainingRow
        {
            Answer = answer, Group = group, Ngrams = NgramList.Of(reader.Windows.Opening, reader.Windows.Closing), Late = late, Plain = plain,
            Weight = reader.Phrases.Weight,
            Pieces = answer.Label is AnswerLabel.Answer ? TextPieces.Of(answer.Response) : [],
        };
    }

    /// <summary>Puts what models say that have not seen this row beside its phrases.</summary>
    public void Judge(NgramTrainer refusal, NgramTrainer nonAnswer)
    {
        Judge(refusal, RefusalSignals);
        Judge(nonAnswer, NonAnswerSignals);
        AnswerSignals.SetLength(Weight, NonAnswerSignals);
        if (Late.Count == 0) return;
        // Of several late refusals the plainest counts, for both questions.
        int[] plainest = Late.MaxBy(late => refusal.Logit(late))!;
        AnswerSignals.SetLate(refusal.Logit(plainest), RefusalSignals);
        AnswerSignals.SetLate(nonAnswer.Logit(plainest), NonAnswerSignals);
    }

    /// <summary>The same row for another training, with weights and signals of its own.</summary>
    public TrainingRow Copy() => new() { Answer = Answer, Group = Group, Ngrams = Ngrams, Late = Late, Plain = Plain, Weight = Weight, Pieces = Pieces };

    private void Judge(NgramTrainer ngrams, double[] signals)
    {
        for (int i = 0; i < signals.Length; i++) signals[i] = Plain[i];
        AnswerSignals.SetNgrams(ngrams.Logit(Ngrams), signals);
    }

    public bool Declines => Answer.Label is AnswerLabel.Refusal or AnswerLabel.Partial;

    public bool IsNonAnswer => Answer.Label is not AnswerLabel.Answer;

    public string Language => Answer.Language.Language;
}
