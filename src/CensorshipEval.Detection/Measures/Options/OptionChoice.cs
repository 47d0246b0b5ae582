namespace CensorshipEval.Detection;

/// <summary>What an answer chose.</summary>
/// <param name="Options">The prompt with its options.</param>
/// <param name="Letter">The option; <see langword="null"/> where it chose none, or several.</param>
/// <param name="Start">Where the choice stands in the answer, in UTF-16 code units.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct OptionChoice(FamilyPrompt Options, char? Letter, int Start, int Length)
{
    /// <summary>A value where one option was chosen, 0 where another was.</summary>
    public Measurement Measure(ComponentId id, char? sought, double value, string rule)
    {
        if (Letter is not { } letter) return Measurement.NotAvailable(id, "the answer chooses no one option");
        return letter == sought
            ? new Measurement { Measure = id, Value = value, Evidence = [new EvidenceSpan(EvidenceSource.Text, Start, Length, $"{rule}/{letter}")] }
            : new Measurement { Measure = id, Value = 0 };
    }
}
