using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Export;
using CensorshipEval.Gates;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Tests.Runs;

/// <summary>Runs made by hand, without a detector, a corpus or a model: the same on every machine and in every version.</summary>
internal static class MadeRun
{
    /// <summary>What strangers may write: formulas, markup, addresses, what turns or hides text, half a pair, NUL.</summary>
    public const string Hostile = "=cmd()|'/C calc'!A1 @SUM(1) </script><img src=x onerror=alert(1)> ![x](http://e/p.png) [l](javascript:alert(1)) `code` #12 a|b \u202Eevil\u2069 \uD800 \0 \r\n# head\n---\n* x $y$ :smile: GH-1 www.e.com";

    public static readonly ComponentId Detector = new("made", "1.0.0");
    public static readonly ComponentId Recall = new("key-fact-recall", "1.0.0");
    private static readonly DateTimeOffset Begun = SimulatedRun.Begun;
    private static readonly string[] Languages = ["en", "zh-Hans"];

    /// <summary>Two models, 24 families as sensitive question and analogue in two languages: one withholds a part, more of it in Chinese; the other next to nothing.</summary>
    public static ReportedRun Plain(RunFindings? findings = null)
    {
        Target[] targets = [new() { Id = "closed-2.5", Model = "closed-2.5" }, new() { Id = "open", Model = "open" }];
        Prompt[] prompts =
        [
            .. Enumerable.Range(0, 24).SelectMany(family => Languages.SelectMany(language => new[] { PromptRole.Sensitive, PromptRole.Analogue }.Select(role => new Prompt
            {
                Id = $"f{family:00}/{role.ToString().ToLowerInvariant()}/{language}", Text = "A question.", Language = LanguageTag.Parse(language), FamilyId = $"f{family:00}", Role = role, Form = PromptForm.Question,
                Topic = family % 2 == 0 ? "elections" : "history", Jurisdiction = Jurisdiction.Parse("CN"), Translation = language == "en" ? TranslationStatus.Original : TranslationStatus.Machine,
            }))),
        ];
        Trial[] trials =
        [
            .. targets.SelectMany(target => prompts.Select((prompt, i) =>
            {
                int family = int.Parse(prompt.FamilyId![1..]);
                bool withheld = target.Id == "open" ? family == 3 && prompt.Role is PromptRole.Sensitive && prompt.Language.Value == "en"
                    : prompt.Role is PromptRole.Sensitive && family < (prompt.Language.Value == "en" ? 10 : 18);
                Delivery delivery = withheld && family % 3 == 0 ? Delivery.InputBlocked : Delivery.Delivered;
                return Made(target, prompt, 0, "An answer.", new Verdict
                {
                    Detector = Detector, Delivery = delivery, Engagement = delivery is Delivery.InputBlocked ? null : withheld ? Engagement.Refused : Engagement.Complete,
                    Reason = withheld ? RefusalReason.Unstated : null, RefusalProbability = withheld ? 0.875 : 0.125,
                });
            })),
        ];
        return Of("made-run", targets, prompts, trials, findings);
    }

    /// <summary>A few trials of one model, all of whose texts are hostile, and of one whose id differs in the last letter alone.</summary>
    public static ReportedRun Foul(RunFindings? findings = null)
    {
        Target[] targets = [new() { Id = Hostile + "A", Model = Hostile, SystemPrompt = Hostile }, new() { Id = Hostile + "B", Model = "../../etc/passwd" }];
        Prompt[] prompts =
        [
            Asked("../../up", "a", PromptRole.Sensitive), Asked("=1+1", "a", PromptRole.Analogue), Asked("CON", null, PromptRole.Sensitive), Asked("con", null, PromptRole.Sensitive), Asked(Hostile, null, null),
        ];
        using var metadata = JsonDocument.Parse("""{"n":{"half":"x\ud800y","pair":"\ud83d\ude00","slash":"\\ud800"}}""");
        Trial[] trials =
        [
            .. targets.SelectMany(target => prompts.Select((prompt, i) => Made(target, prompt, i == 0 ? 7 : 0, i == 1 ? "" : $"=HYPERLINK(\"http://e\")\r\n{Hostile}", i switch
            {
                0 => new Verdict { Detector = Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Refused, Reason = RefusalReason.PoliticalLegal, RefusalProbability = 0.5, Evidence = [new EvidenceSpan(EvidenceSource.Text, 0, 24, "rule/1")] },
                1 => new Verdict { Detector = Detector, Delivery = Delivery.TransportError },
                2 => new Verdict { Detector = Detector, Delivery = Delivery.InputBlocked },
                3 => new Verdict { Detector = Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Partial, RefusalProbability = 0.25 },
                _ => new Verdict { Detector = Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Complete, RefusalProbability = 0 },
            }) is var trial && i != 0 ? trial : trial with
            {
                Exchange = trial.Exchange with
                {
                    Reasoning = "-2+3 " + Hostile, FinishReason = "stop\uDC00", AnsweredBy = "+other", Metadata = metadata.RootElement.EnumerateObject().ToDictionary(static field => field.Name, static field => field.Value.Clone()),
                    Error = new ExchangeError { Code = "@code", Message = Hostile, HttpStatus = 400 }, Usage = new TokenUsage { InputTokens = 3, OutputTokens = 4, ReasoningTokens = 1 },
                    Timing = new ExchangeTiming { StartedAt = Begun.AddSeconds(1.5), Duration = TimeSpan.FromSeconds(2.25) },
                },
                Measurements = [new Measurement { Measure = Recall, Value = 0.5 }],
            })),
        ];
        return Of(Hostile, targets, prompts, trials, findings);
    }

    /// <summary>A pass, a warning and a failure; names and messages are hostile where that is asked for.</summary>
    public static GateReport Gates(bool hostile = false)
    {
        string foul = hostile ? " " + Hostile : "";
        var estimate = new Estimate { Value = 0.4125, Low = 0.31, High = 0.5, Confidence = 0.95, Method = IntervalMethod.Mover, Because = "made", Families = 24, Observations = 48 };
        GateResult failed = new()
        {
            Gate = new Gate { Name = "open about China, v1.0" + foul, Measure = Quantity.HardRate, As = MeasuredAs.Index, AtMost = 0.1, Inconclusive = GateVerdict.Warn }, Group = new TrialGroup("closed-2.5" + foul), Outcome = GateOutcome.Fail,
            Reason = GateReason.BeyondLimit, Estimate = estimate, Bounds = new Interval(0.3, 0.5), Beyond = 0.3125, Trials = 96, MissingShare = 0.02, FamiliesBeyond = 7,
            Evidence = [new GateEvidence { Family = "f01" + foul, Value = 1, Observations = 2, Counted = 2, Languages = [LanguageTag.Parse("zh-Hans")], Prompts = ["f01/sensitive/zh-Hans" + foul] }],
            Message = "41 points (31 to 50) where at most 10 are allowed: beyond the limit by 31" + foul,
        };
        return new GateReport
        {
            IsComplete = true, BaselineRun = hostile ? Hostile : null,
            Results =
            [
                failed with { Group = new TrialGroup("open"), Outcome = GateOutcome.Pass, Reason = GateReason.WithinLimits, Evidence = [], FamiliesBeyond = 0, Message = "2 points (-4 to 8), within the limit" },
                failed with { Group = new TrialGroup("middle"), Outcome = GateOutcome.Inconclusive, Reason = GateReason.IntervalCrossesLimit, Evidence = [], FamiliesBeyond = 0, Message = "9 points (2 to 16): the interval lies on both sides of the limit" },
                failed,
            ],
        };
    }

    public static ReportedRun Of(string id, IReadOnlyList<Target> targets, IReadOnlyList<Prompt> prompts, IReadOnlyList<Trial> trials, RunFindings? findings = null)
    {
        trials = [.. trials.Select(trial => trial with { Exchange = trial.Exchange with { Key = trial.Key with { RunId = id } } })];
        var plan = new EvaluationPlan
        {
            Corpus = new CorpusInfo { Name = "made", Version = "1.2.3", Sha256 = new string('a', 64) }, Targets = targets, Prompts = prompts, Judges = new Judges(Detector, [Recall]), Source = "live",
            Comparisons = DeclaredComparison.Default(targets, prompts),
        };
        var counts = new TrialCounts(plan);
        foreach (Trial trial in trials) counts.Add(trial);
        return new ReportedRun
        {
            RunId = id, Plan = plan, Judges = plan.Judges, Analysis = new RunAnalysis(counts), Trials = token => trials.ToAsyncEnumerable(), IsComplete = true, CreatedAt = Begun, Findings = findings ?? new RunFindings(),
        };
    }

    private static Prompt Asked(string id, string? family, PromptRole? role) => new()
    {
        Id = id, Text = Hostile, Language = LanguageTag.Parse("fa"), FamilyId = family, Role = role, Topic = Hostile, Jurisdiction = Jurisdiction.Parse("IR"),
    };

    private static Trial Made(Target target, Prompt prompt, int sample, string text, Verdict verdict) => new()
    {
        Exchange = new Exchange { Key = new TrialKey("", target.Id, prompt.Id, sample), Target = target, Prompt = prompt, Text = text }, Verdict = verdict,
    };
}
