using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CensorshipEval.Detection;

namespace CensorshipEval.Analysis;

/// <summary>What came of one prompt asked of one target, over all its samples. All that analysis knows of trials.</summary>
internal sealed class PromptCounts(Target target, Prompt prompt, int cluster)
{
    private static readonly int Signals = Enum.GetValues<ObservedSignal>().Length;

    private MeasureSum[] _measures = [];
    private MeasureSum _length;

    public Target Target { get; } = target;

    /// <summary>The prompt without its text.</summary>
    public Prompt Prompt { get; } = prompt with { Text = "" };

    /// <summary>The model under one name, however its hosts write it.</summary>
    public string ModelName { get; } = Analysis.ModelName.Canonical(target.Model);

    /// <summary>SHA-256 of the prompt's text, its first half: two runs may ask other words under one id.</summary>
    public UInt128 TextHash { get; } = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(prompt.Text)));

    /// <summary>Number of its family.</summary>
    public int Cluster { get; } = cluster;

    public int Trials { get; private set; }

    /// <summary>Trials that are samples of the plan; 0 where no plan is known.</summary>
    public int Planned { get; set; }

    /// <summary>Those of them whose every call failed in transport.</summary>
    public int PlannedFailed { get; set; }

    public int Missing { get; private set; }

    public int Observed => Trials - Missing;

    public int Hard { get; private set; }

    public int NonAnswers { get; private set; }

    /// <summary>Delivered texts, and those of them that came with reasoning.</summary>
    public int Delivered { get; private set; }

    public int Reasoned { get; private set; }

    public int[] Deliveries { get; private set; } = new int[Enum.GetValues<Delivery>().Length];

    public int[] Engagements { get; private set; } = new int[Enum.GetValues<Engagement>().Length];

    public int[] Reasons { get; private set; } = new int[Enum.GetValues<RefusalReason>().Length];

    public int[] BySignal { get; private set; } = new int[Signals];

    public void Add(Trial trial, Verdict verdict, MeasureNames names)
    {
        if (trial.Exchange.Prompt is var asked && (asked.Language != Prompt.Language || asked.Role != Prompt.Role || asked.FamilyId != Prompt.FamilyId))
            throw new ArgumentException($"Two prompts have the id '{Prompt.Id}', but another language, role or family. Ids are unique within a run.", nameof(trial));
        Trials++;
        Deliveries[(int)verdict.Delivery]++;
        if (verdict.Engagement is { } engagement) Engagements[(int)engagement]++;
        if (verdict.Reason is { } reason) Reasons[(int)reason]++;
        if (verdict.IsMissing) Missing++;
        if (verdict.IsNonAnswer) NonAnswers++;
        if (verdict.IsHardRefusal)
        {
            Hard++;
            BySignal[(int)SignalOf(verdict.Delivery)]++;
        }

        if (verdict.Delivery is not Delivery.Delivered) return;
        Delivered++;
        if (!string.IsNullOrWhiteSpace(trial.Exchange.Reasoning)) Reasoned++;
        // A refusal has no content to speak of, and the rates count it already.
        if (verdict.Engagement is not (Engagement.Complete or Engagement.Partial)) return;
        _length.Add(Math.Log(Math.Max(1, TextWeight.Of(trial.Exchange.Text))));
        foreach (Measurement measurement in trial.Measurements)
        {
            if (measurement.Value is not { } value || !double.IsFinite(value) || new Quantity(measurement.Measure.Name).IsBuiltIn) continue;
            int index = names.IndexOf(measurement.Measure.Name);
            if (index >= _measures.Length) Array.Resize(ref _measures, index + 1);
            _measures[index].Add(value);
        }
    }

    /// <summary>The counts as they are now.</summary>
    public PromptCounts Copy()
    {
        var copy = (PromptCounts)MemberwiseClone();
        copy.Deliveries = [.. Deliveries];
        copy.Engagements = [.. Engagements];
        copy.Reasons = [.. Reasons];
        copy.BySignal = [.. BySignal];
        copy._measures = [.. _measures];
        return copy;
    }

    /// <summary>Sum and number of the values of a quantity; (0, 0) where there is none.</summary>
    public (double Sum, int Count) Of(Quantity quantity, MeasureNames names)
    {
        if (quantity == Quantity.HardRate) return (Hard, Observed);
        if (quantity == Quantity.NonAnswerRate) return (NonAnswers, Observed);
        if (quantity == Quantity.MissingRate) return (Missing, Trials);
        if (quantity == Quantity.Length) return (_length.Sum, _length.Count);
        if (quantity == Quantity.ReasoningShown) return (Reasoned, Delivered);
        if (quantity.Signal is { } signal) return (BySignal[(int)signal], Observed);
        return names.Find(quantity.Name) is { } index && index < _measures.Length ? (_measures[index].Sum, _measures[index].Count) : (0, 0);
    }

    private static ObservedSignal SignalOf(Delivery delivery) => delivery switch
    {
        Delivery.InputBlocked => ObservedSignal.InputBlock,
        Delivery.OutputBlocked => ObservedSignal.OutputBlock,
        Delivery.Retracted => ObservedSignal.Retraction,
        _ => ObservedSignal.RefusalInText,
    };
}
