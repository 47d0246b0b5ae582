namespace CensorshipEval.Detection;

/// <summary>
/// Estimates from a text alone whether it is a refusal: linear models over hashed n-grams of its opening and closing, combined with the phrases of the
/// lexicons. It need not know a text's language. Managed code only. Thread-safe.
/// </summary>
public sealed class RefusalClassifier
{
    private static readonly Lazy<RefusalClassifier> LazyBuiltIn = new(LoadBuiltIn);

    private readonly PhraseMatcher _matcher;
    private AnswerReader? _spare;

    internal RefusalClassifier(ClassifierModel model, PhraseMatcher matcher)
    {
        Model = model;
        _matcher = matcher;
        Id = new ComponentId("classifier", model.Version);
    }

    /// <summary>The classifier that comes with the package.</summary>
    public static RefusalClassifier BuiltIn => LazyBuiltIn.Value;

    /// <summary>Loads a classifier that was saved.</summary>
    /// <exception cref="InvalidDataException">The stream holds something else, or a classifier of another version of this library.</exception>
    public static RefusalClassifier Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new RefusalClassifier(ClassifierFile.Read(stream), PhraseMatcher.BuiltIn);
    }

    /// <summary>Saves the classifier, at most 1 MB. The same training gives the same bytes.</summary>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ClassifierFile.Write(Model, stream);
    }

    /// <summary>Name and version of the weights.</summary>
    public ComponentId Id { get; }

    internal ClassifierModel Model { get; }

    internal bool IsBuiltIn { get; private init; }

    /// <summary>Estimates for one text, without its reasoning.</summary>
    /// <param name="text">The answer.</param>
    public RefusalEstimate Classify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Classify(text.AsSpan());
    }

    /// <summary>The part of a text's opening that speaks most for a refusal; <see langword="null"/> where there is no text.</summary>
    public EvidenceSpan? Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Explain(text.AsSpan());
    }

    internal RefusalEstimate Classify(ReadOnlySpan<char> text)
    {
        AnswerReader reader = Interlocked.Exchange(ref _spare, null) ?? new AnswerReader(_matcher);
        reader.Read(text);
        RefusalEstimate estimate = Estimate(reader);
        _spare = reader;
        return estimate;
    }

    internal EvidenceSpan? Explain(ReadOnlySpan<char> text)
    {
        var windows = new ReadingWindows();
        windows.Read(text);
        return NgramEvidence.In(windows, Model.Ngrams);
    }

    /// <summary>Estimates for what was read.</summary>
    internal RefusalEstimate Estimate(AnswerReader reader)
    {
        (ClassifierScore whole, ClassifierScore? late) = reader.Score(Model.Ngrams);
        Span<double> signals = stackalloc double[AnswerSignals.Count];
        AnswerSignals.Fill(whole.Refusal, late?.Refusal, reader.Phrases, reader.Decision, signals);
        double refusal = Model.Refusal.Probability(signals);
        AnswerSignals.SetNgrams(whole.NonAnswer, signals);
        AnswerSignals.SetLength(reader.Phrases.Weight, signals);
        if (late is { } behind) AnswerSignals.SetLate(behind.NonAnswer, signals);
        return new RefusalEstimate(refusal, Model.NonAnswer.Probability(signals));
    }

    private static RefusalClassifier LoadBuiltIn()
    {
        using Stream stream = typeof(RefusalClassifier).Assembly.GetManifestResourceStream("Classifier/classifier.bin")!;
        return new RefusalClassifier(ClassifierFile.Read(stream), PhraseMatcher.BuiltIn) { IsBuiltIn = true };
    }
}
