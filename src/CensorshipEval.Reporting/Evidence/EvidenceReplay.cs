using System.Globalization;
using System.Text;

namespace CensorshipEval.Reporting;

/// <summary>A bundle judged and analysed again, and whether that gave the same.</summary>
public sealed record EvidenceReplay
{
    /// <summary>What the bundle says of itself.</summary>
    public required EvidenceManifest Manifest { get; init; }

    /// <summary>The run as it is judged and analysed now: every report can be written of it.</summary>
    public required ReportedRun Run { get; init; }

    /// <summary>Where the run is kept; it must stay open while reports are written.</summary>
    public required IRunStore Store { get; init; }

    /// <summary>Trials that were compared.</summary>
    public required long Trials { get; init; }

    /// <summary>Measurements that were compared, by the names of their measures.</summary>
    public required long Measurements { get; init; }

    /// <summary>Trials whose verdict is another, in any axis, its probability or its evidence; those that only the bundle or only the replay judged are among them.</summary>
    public required long VerdictsDiffering { get; init; }

    /// <summary>Some of them.</summary>
    public required IReadOnlyList<VerdictDifference> VerdictDifferences { get; init; }

    /// <summary>Measurements that are others.</summary>
    public required long MeasurementsDiffering { get; init; }

    /// <summary>Some of them.</summary>
    public required IReadOnlyList<MeasurementDifference> MeasurementDifferences { get; init; }

    /// <summary>Values of the summary (rates, indices, intervals, comparisons) that are others; the versions of detector and measures are not among them.</summary>
    public required long ValuesDiffering { get; init; }

    /// <summary>Some of them.</summary>
    public required IReadOnlyList<SummaryDifference> ValueDifferences { get; init; }

    /// <summary>Whether detector and measures are those that judged the bundle, in the same versions.</summary>
    public bool IsSameJudges => Manifest.Judges.Detector == Run.Judges.Detector && Manifest.Judges.Measures.Order(ByName).SequenceEqual(Run.Judges.Measures.Order(ByName));

    /// <summary>Whether every verdict, every measurement and every number of the analysis is the same, whichever versions judged.</summary>
    public bool IsSame => VerdictsDiffering == 0 && MeasurementsDiffering == 0 && ValuesDiffering == 0;

    /// <summary>What came of it, in a few sentences.</summary>
    public string Summary
    {
        get
        {
            var text = new StringBuilder();
            if (IsSame)
            {
                text.Append(CultureInfo.InvariantCulture, $"The result is the same: {Trials:N0} verdicts, {Measurements:N0} measurements and every number of the analysis are as the bundle says.");
            }
            else
            {
                text.Append("The result is not the same: ")
                    .Append(CultureInfo.InvariantCulture, $"{VerdictsDiffering:N0} of {Trials:N0} verdicts, {MeasurementsDiffering:N0} of {Measurements:N0} measurements and {ValuesDiffering:N0} values of the analysis differ from the bundle.");
            }

            foreach (string change in Changes()) text.Append(' ').Append(change);
            return text.ToString();
        }
    }

    private static Comparer<ComponentId> ByName { get; } = Comparer<ComponentId>.Create(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private IEnumerable<string> Changes()
    {
        if (Manifest.Judges.Detector != Run.Judges.Detector) yield return $"Judged by {Shown(Run.Judges.Detector)}; the bundle was judged by {Shown(Manifest.Judges.Detector)}.";
        foreach (ComponentId before in Manifest.Judges.Measures)
        {
            ComponentId[] now = [.. Run.Judges.Measures.Where(measure => measure.Name == before.Name)];
            if (now.Length == 0) yield return $"The measure {Shown(before)} of the bundle was not at hand.";
            else if (now[0] != before) yield return $"Measured by {Shown(now[0])}; the bundle was measured by {Shown(before)}.";
        }

        foreach (ComponentId more in Run.Judges.Measures.Where(measure => Manifest.Judges.Measures.All(before => before.Name != measure.Name)))
            yield return $"The bundle was not measured by {Shown(more)}.";
    }

    private static string Shown(ComponentId id) => VisibleText.Of(id.ToString());
}
