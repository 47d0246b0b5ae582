using System.Runtime.CompilerServices;
using CensorshipEval.Detection;

namespace CensorshipEval.Reporting;

/// <summary>The judgements of a bundle, and whether what was masked changes one of them.</summary>
internal sealed class BundledJudgements
{
    private const int MostKeys = 20;

    private readonly EvidenceRedactor _redactor;
    private readonly IRefusalDetector? _detector;
    private readonly List<TrialKey> _changed = [];

    public BundledJudgements(EvidenceRedactor redactor, Judges judges, IRefusalDetector? detector)
    {
        _redactor = redactor;
        detector ??= new DefaultRefusalDetector();
        _detector = detector.Id == judges.Detector ? detector : null;
    }

    public long Measurements { get; private set; }

    /// <summary>Trials whose verdict is another; <see langword="null"/> where the detector that judged is not at hand.</summary>
    public IReadOnlyList<TrialKey>? Changed => _detector is null ? null : [.. _changed];

    public async IAsyncEnumerable<BundledJudgement> ReadAsync(IAsyncEnumerable<Trial> trials, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Trial trial in trials.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (_detector is not null && _changed.Count < MostKeys)
            {
                Exchange redacted = _redactor.Redact(trial.Exchange, within: null);
                // Few exchanges hold a key, so few are judged.
                if (EvidenceRedactor.IsChanged(trial.Exchange, redacted) && trial.Verdict.Delivery is not Delivery.TransportError &&
                    !SameJudgement.Of(trial.Verdict, await _detector.DetectAsync(redacted, cancellationToken).ConfigureAwait(false)))
                    _changed.Add(trial.Key);
            }

            Measurements += trial.Measurements.Count;
            yield return _redactor.Redact(new BundledJudgement(trial.Key, trial.Verdict, trial.Measurements));
        }
    }
}
