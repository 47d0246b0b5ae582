namespace CensorshipEval.Running;

/// <summary>Joins an exchange with what the detector and the measures say of it.</summary>
internal sealed class TrialJudge(IRefusalDetector detector, IReadOnlyList<IContentMeasure> measures, IPromptCorpus? corpus)
{
    public Judges Judges { get; } = new(detector.Id, [.. measures.Select(static measure => measure.Id)]);

    public async ValueTask<Trial> JudgeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Verdict verdict = await detector.DetectAsync(exchange, cancellationToken).ConfigureAwait(false);
        if (measures.Count == 0) return new Trial { Exchange = exchange, Verdict = verdict };

        PromptFamily? family = exchange.Prompt.FamilyId is { } id ? corpus?.FindFamily(id) : null;
        var measurements = new Measurement[measures.Count];
        for (int i = 0; i < measurements.Length; i++)
            measurements[i] = await measures[i].MeasureAsync(exchange, family, cancellationToken).ConfigureAwait(false);
        return new Trial { Exchange = exchange, Verdict = verdict, Measurements = measurements };
    }
}
