using System.Globalization;
using System.Text;
using CensorshipEval.Reporting.Figures;

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
                text.Append(CultureInfo.InvariantCulture, $"The result is the same: {Shown.Counted(Trials, "verdict")}, {Shown.Counted(Measurements, "measurement")} and every number of the analysis are as the bundle says.");
            }
            else
            {
                text.Append("The result is not the same: ")
                    .Append(CultureInfo.InvariantCulture, $"{VerdictsDiffering:N0} of {Shown.Counted(Trials, "verdict")}, {MeasurementsDiffering:N0} of {Shown.Counted(Measurements, "measurement")} and {Shown.Counted(ValuesDiffering, "value")} of the analysis differ from the bundle.");
            }

            if (VerdictsDiffering > 0 && Manifest.VerdictsChangedByRemoval is { Count: > 0 } masked)
                text.Append(CultureInfo.InvariantCulture, $" The bundle says of {Shown.Counted(masked.Count, "trial")} that the verdict is another without the keys that were masked in it.");
            foreach (string change in Changes()) text.Append(' ').Append(change);
            return text.ToString();
        }
    }

    private static Comparer<ComponentId> ByName { get; } = Comparer<ComponentId>.Create(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private IEnumerable<string> Changes()
    {
        if (Manifest.Judges.Detector != Run.Judges.Detector) yield return $"Judged by {Named(Run.Judges.Detector)}; the bundle was judged by {Named(Manifest.Judges.Detector)}.";
        foreach (ComponentId before in Manifest.Judges.Measures)
        {
            ComponentId[] now = [.. Run.Judges.Measures.Where(measure => measure.Name == before.Name)];
            if (now.Length == 0) yield return $"The measure {Named(before)} of the bundle was not at hand.";
            else if (now[0] != before) yield return $"Measured by {Named(now[0])}; the bundle was measured by {Named(before)}.";
        }

        foreach (ComponentId more in Run.Judges.Measures.Where(measure => Manifest.Judges.Measures.All(before => before.Name != measure.Name)))
            yield return $"The bundle was not measured by {Named(more)}.";
    }

    private static string Named(ComponentId id) => VisibleText.Of(id.ToString());
}
