namespace CensorshipEval.Benchmarks.Analysis;

/// <summary>Trials of a made-up run, one after the other and none of them kept: what a store would hand to the analysis.</summary>
internal sealed class AnalysedRun
{
    public const int Families = 500;
    public const int Targets = 4;

    private const int Jurisdictions = 12;
    private const int Topics = 30;

    private static readonly PromptRole[] Roles = [PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign];
    private static readonly PromptForm[] Forms = [PromptForm.Question, PromptForm.Explain];
    private static readonly LanguageTag[] Languages = [.. new[] { "en", "zh-Hans", "ru", "ar", "es" }.Select(LanguageTag.Parse)];
    private static readonly string[] Countries = ["CN", "RU", "IR", "TR", "IN", "SA", "VN", "US", "GB", "FR", "DE", "JP"];

    private static readonly string[] Measures =
        ["key-fact-recall", "official-line-adherence", "premise-rejection", "language-switch", "reasoning-suppression", "withheld-facts", "key-fact-denial", "correct-choice"];

    private readonly Target[] _targets = [.. Enumerable.Range(0, Targets).Select(static i => new Target { Id = $"target-{i}", Model = $"model-{i}" })];
    private readonly Prompt[] _prompts;
    private readonly string[] _texts = [.. Enumerable.Range(0, 64).Select(static i => string.Concat(Enumerable.Repeat("An answer of some length, told at leisure. ", 12 + (i / 4))))];
    private readonly Measurement[][] _measurements;
    private ulong _state = 1;

    public AnalysedRun()
    {
        _prompts =
        [
            .. from family in Enumerable.Range(0, Families)
               from role in Roles
               from language in Languages
               from form in Forms
               select new Prompt
               {
                   Id = $"family-{family}/{role}/{form}/{language}", Text = "?", FamilyId = $"family-{family}", Role = role, Form = form, Language = language,
                   Topic = $"topic-{family % Topics}", Jurisdiction = Jurisdiction.Parse(Countries[family % Jurisdictions]),
               },
        ];
        _measurements =
        [
            .. Enumerable.Range(0, 256).Select(_ => Measures.Select(name => new Measurement { Measure = new ComponentId(name, "1"), Value = Uniform() }).ToArray()),
        ];
    }

    /// <summary>Targets times prompts.</summary>
    public int Cells => Targets * _prompts.Length;

    public IReadOnlyList<Target> AllTargets => _targets;

    public IReadOnlyList<Prompt> Prompts => _prompts;

    /// <summary>The trials of some samples of every prompt.</summary>
    public IEnumerable<Trial> Trials(int samples)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            for (int i = 0; i < _prompts.Length; i++)
            {
                foreach (Target target in _targets) yield return Of(target, _prompts[i], i, sample);
            }
        }
    }

    private Trial Of(Target target, Prompt prompt, int number, int sample)
    {
        // A family's own rate, higher for what is sensitive, so that families differ and samples resemble each other.
        double family = ((number / (_prompts.Length / Families) * 37) % 100) / 100.0;
        double rate = prompt.Role is PromptRole.Sensitive ? family * 0.6 : family * 0.1, at = Uniform();
        return new Trial
        {
            Exchange = new Exchange
            {
                Key = new TrialKey("run", target.Id, prompt.Id, sample), Target = target, Prompt = prompt, Text = _texts[(int)(Uniform() * _texts.Length)], FinishReason = "stop",
            },
            Verdict = at < rate ? SampleVerdicts.Withheld[(int)(Uniform() * SampleVerdicts.Withheld.Length)]
                : at < rate + 0.02 ? SampleVerdicts.Missing
                : SampleVerdicts.Answered[at < 0.9 ? 0 : (int)(Uniform() * SampleVerdicts.Answered.Length)],
            Measurements = _measurements[(int)(Uniform() * _measurements.Length)],
        };
    }

    // SplitMix64.
    private double Uniform()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        ulong value = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((value ^ (value >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
