using CensorshipEval.Detection;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting;

/// <summary>How an evidence bundle is judged and analysed again.</summary>
public sealed record EvidenceReplayOptions
{
    /// <summary>
    /// Where the run is put, under its own id, which must be free there. It must stay open as long as reports are written from the replay. Default
    /// <see langword="null"/>: an <see cref="InMemoryRunStore"/>.
    /// </summary>
    public IRunStore? Store { get; init; }

    /// <summary>Judges the exchanges. Default <see langword="null"/>: <see cref="DefaultRefusalDetector"/>.</summary>
    public IRefusalDetector? Detector { get; init; }

    /// <summary>
    /// Measure the exchanges. Default <see langword="null"/>: those of <see cref="ContentMeasures.All"/> that measured the run, by their names.
    /// </summary>
    public IReadOnlyList<IContentMeasure>? Measures { get; init; }

    /// <summary>Most differences of a kind that are told one by one; all are counted. 0 or more; default 20.</summary>
    public int MaximumExamples { get; init; } = 20;

    /// <exception cref="InputException">An option is out of its range.</exception>
    internal void Check()
    {
        if (MaximumExamples < 0)
            throw new InputException(new InputError("evidence replay options", null, nameof(MaximumExamples), MaximumExamples.ToString(System.Globalization.CultureInfo.InvariantCulture), "0 or more examples"));
    }
}
