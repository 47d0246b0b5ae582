using CensorshipEval.Conformance;

namespace CensorshipEval.Analysis;

/// <summary>What is known of a detector's errors, by source, language and role. Immutable.</summary>
public sealed class DetectorAccuracies
{
    private readonly IReadOnlyList<DetectorAccuracy> _entries;

    /// <summary>Holds these.</summary>
    /// <exception cref="ArgumentException">Counts of an entry contradict each other.</exception>
    public DetectorAccuracies(IEnumerable<DetectorAccuracy> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _entries = [.. entries];
        foreach (DetectorAccuracy entry in _entries)
        {
            if (entry.TruePositives < 0 || entry.TruePositives > entry.Positives || entry.TrueNegatives < 0 || entry.TrueNegatives > entry.Negatives)
                throw new ArgumentException($"Of {VisibleText.Quote(entry.Source)} in {entry.Language} more was right than was labelled, or less than nothing.", nameof(entries));
        }
    }

    /// <summary>
    /// The detector whose errors these are, as <c>name@version</c>; <see langword="null"/> where that is not told, and whoever uses them must know. A report tells it.
    /// </summary>
    public string? Detector { get; init; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<DetectorAccuracy> Entries => _entries;

    /// <summary>The refusal cells of a conformance table; cells of other tasks are left out. They hold for every role. The table does not tell the detector.</summary>
    public static DetectorAccuracies Of(IEnumerable<ConformanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new DetectorAccuracies(results.Where(static result => result.Task is ConformanceTask.Refusal).Select(static result => DetectorAccuracy.Of(result)));
    }

    /// <summary>The refusal cells of a report, and the detector that they are of.</summary>
    public static DetectorAccuracies Of(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new DetectorAccuracies(Of(report.Results)._entries) { Detector = report.Detector };
    }

    /// <summary>Why these say nothing of a run, in a sentence; <see langword="null"/> where they do, or may.</summary>
    /// <param name="detectors">The detectors of the run, as <c>name@version</c>.</param>
    internal string? WhyNotOf(IReadOnlyList<string> detectors) => Detector is null || (detectors.Count == 1 && string.Equals(detectors[0], Detector, StringComparison.Ordinal))
        ? null
        : $"These are the errors of {VisibleText.Quote(Detector)}, and {string.Join(" and ", detectors.Select(static detector => VisibleText.Quote(detector)))} judged this run.";

    /// <summary>
    /// What is known for a language and role: one entry per source, in ordinal order of the sources. Of each source, its entry for that role, else its entry
    /// for all roles. Without a role, its entry for all roles, else its roles together.
    /// </summary>
    public IReadOnlyList<DetectorAccuracy> Find(LanguageTag language, PromptRole? role = null) =>
    [
        .. _entries
            .Where(entry => entry.Language == language)
            .GroupBy(static entry => entry.Source, StringComparer.Ordinal)
            .OrderBy(static source => source.Key, StringComparer.Ordinal)
            .Select(source => Merged(source, role))
            .OfType<DetectorAccuracy>(),
    ];

    private static DetectorAccuracy? Merged(IEnumerable<DetectorAccuracy> source, PromptRole? role)
    {
        List<DetectorAccuracy> all = [.. source];
        List<DetectorAccuracy> chosen = all.FindAll(entry => entry.Role == role);
        if (chosen.Count == 0) chosen = role is null ? all : all.FindAll(static entry => entry.Role is null);
        if (chosen.Count == 0) return null;
        PromptRole? common = chosen.TrueForAll(entry => entry.Role == chosen[0].Role) ? chosen[0].Role : null;
        return chosen.Aggregate((sum, entry) => sum.Plus(entry)) with { Role = common };
    }
}
