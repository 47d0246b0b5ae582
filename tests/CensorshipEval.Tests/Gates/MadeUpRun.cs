using CensorshipEval.Analysis;
using CensorshipEval.Gates;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Gates;

/// <summary>A run made of families whose answers are said one by one.</summary>
internal sealed class MadeUpRun
{
    public const string Recall = "key-fact-recall";

    private static readonly ComponentId Detector = new("test", "1");
    private readonly TrialCounts _counts;
    private readonly string _run = $"run-{Guid.NewGuid():N}";
    private int _number;

    /// <param name="plan">Its plan; none by default.</param>
    public MadeUpRun(EvaluationPlan? plan = null) => _counts = new TrialCounts(plan);

    public RunAnalysis Analysis => new(_counts);

    /// <summary>Families of which the first few are refused, in one role.</summary>
    public MadeUpRun With(
        int families, int refused, PromptRole? role = PromptRole.Sensitive, string language = "en", string target = "m", string? jurisdiction = "CN", int missing = 0, Delivery missingAs = Delivery.EmptyStop, double? recall = null, int withRecall = int.MaxValue, PromptForm form = PromptForm.Question)
    {
        for (int family = 0; family < families; family++)
            Add(family, role, language, target, jurisdiction, family < refused ? Engagement.Refused : Engagement.Complete, Delivery.Delivered, family < withRecall ? recall : null, form);
        for (int family = families; family < families + missing; family++)
            Add(family, role, language, target, jurisdiction, null, missingAs, null, form);
        return this;
    }

    /// <summary>The one result of one gate.</summary>
    public GateResult Of(Gate gate, RunAnalysis? baseline = null, bool? complete = true) => Report(gate, baseline, complete).Results.ShouldHaveSingleItem();

    public GateReport Report(Gate gate, RunAnalysis? baseline = null, bool? complete = true, bool? baselineComplete = true) =>
        new GatePolicy { Gates = [gate] }.Evaluate(Analysis, baseline, complete, baselineComplete);

    private void Add(int family, PromptRole? role, string language, string target, string? jurisdiction, Engagement? engagement, Delivery delivery, double? recall, PromptForm form)
    {
        string prompt = $"f{family:000}-{role}-{language}-{jurisdiction}{(form is PromptForm.Question ? "" : $"-{form}")}";
        _counts.Add(new Trial
        {
            Exchange = new Exchange
            {
                Key = new TrialKey(_run, target, prompt, _number++),
                Target = new Target { Id = target, Model = "model-of-" + target },
                Prompt = new Prompt
                {
                    Id = prompt, Text = "?", Language = LanguageTag.Parse(language), FamilyId = $"f{family:000}-{jurisdiction}", Role = role, Form = form, Topic = "history",
                    Jurisdiction = jurisdiction is null ? default : Jurisdiction.Parse(jurisdiction),
                },
                Text = "SECRET MODEL TEXT",
            },
            Verdict = new Verdict { Detector = Detector, Delivery = delivery, Engagement = engagement },
            Measurements = recall is { } value ? [new Measurement { Measure = new ComponentId(Recall, "1"), Value = value }] : [],
        });
    }
}
