using System.Globalization;
using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Analysis.Serving;

/// <summary>Runs as a live model would give them, drawn from a seed: prompts that are refused, silent or long each in its own measure, under a load that varies.</summary>
internal sealed class SimulatedServing
{
    public const string Model = "some-model";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ulong _seed;
    private SeededDraws _draws;

    public SimulatedServing(int seed, int sentinelRepeats = 8, TrialOrder order = TrialOrder.Interleaved)
    {
        _seed = SeededPermutation.Mix((ulong)seed + 77);
        _draws = new SeededDraws(_seed);
        Prompt[] prompts =
        [
            .. from family in Enumerable.Range(0, 8)
               from role in new[] { PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign }
               from language in new[] { "en", "zh-Hans", "de" }
               select new Prompt
               {
                   Id = $"f{family}-{role}-{language}", Text = "?", FamilyId = $"f{family}", Role = role, Form = PromptForm.Question, Language = LanguageTag.Parse(language),
               },
        ];
        Plan = new EvaluationPlan
        {
            Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = "t", Model = Model }], Prompts = prompts, Samples = 3, Seed = seed, Order = order,
            Sentinels = sentinelRepeats == 0 ? null : SentinelPlan.Default(prompts, seed, sentinelRepeats),
            Judges = new Judges(new ComponentId("test", "1"), []), Source = "live",
        };
    }

    public EvaluationPlan Plan { get; }

    /// <summary>Changes a trial that is otherwise drawn as on any other day; the second argument is how far the run has come, 0 to 1.</summary>
    public Func<Trial, double, Trial> Meddle { get; init; } = static (trial, _) => trial;

    public double EmptyShare { get; init; } = 0.03;

    public Trial[] Trials()
    {
        TrialKey[] keys = [.. TrialSequence.Of("run", Plan, Plan.Targets[0])];
        var trials = new List<Trial>();
        var numbers = new SampleNumbers(Plan);
        for (int i = 0; i < keys.Length; i++)
        {
            double place = (double)i / keys.Length;
            Trial trial = Draw(keys[i], place);
            trials.Add(trial);
            for (int again = 0; trial.Verdict.Delivery is Delivery.EmptyStop && again < Plan.FurtherSamplesWhenEmpty; again++)
                trials.Add(trial = Draw(trial.Key with { Sample = numbers.FurtherSampleOf(trial.Key.Sample) }, place));
        }

        return [.. trials];
    }

    public ServingSummary Summary() => Summary(Trials());

    public ServingSummary Summary(IEnumerable<Trial> trials)
    {
        var table = new ServingTable(Plan);
        foreach (Trial trial in trials) table.Add(trial);
        return table.Rows().ShouldHaveSingleItem();
    }

    public static Trial With(Trial trial, string name, string json) => trial with
    {
        Exchange = trial.Exchange with { Metadata = new Dictionary<string, JsonElement>(trial.Exchange.Metadata, StringComparer.Ordinal) { [name] = JsonElement.Parse(json) } },
    };

    public static Trial AnsweredBy(Trial trial, string? model) => trial with { Exchange = trial.Exchange with { AnsweredBy = model } };

    public static Trial Says(Trial trial, string text, Engagement? engagement = Engagement.Complete) => trial with
    {
        Exchange = trial.Exchange with { Text = text },
        Verdict = trial.Verdict with { Delivery = text.Length == 0 ? Delivery.EmptyStop : Delivery.Delivered, Engagement = text.Length == 0 ? null : engagement },
    };

    public bool Chance(double share) => _draws.Below(1_000_000) < share * 1_000_000;

    private Trial Draw(TrialKey key, double place)
    {
        Prompt prompt = Plan.Prompts.First(other => other.Id == key.PromptId);
        var habits = new SeededDraws(_seed ^ (ulong)prompt.Id.Aggregate(17L, static (sum, c) => (sum * 31) + c));
        double refused = prompt.Role is PromptRole.Sensitive ? habits.Below(100) / 100.0 : 0.02;
        int words = 20 + habits.Below(150);
        // One worker in four rests now and then.
        int inFlight = Chance(0.3) ? 1 + _draws.Below(5) : 8 + _draws.Below(9);
        bool isEmpty = Chance(EmptyShare);
        bool isRefused = Chance(refused);
        string text = isEmpty ? "" : string.Join(' ', Enumerable.Range(0, isRefused ? 12 : 4 + _draws.Below(2 * words)).Select(_ => Word()));
        var trial = new Trial
        {
            Exchange = new Exchange
            {
                Key = key, Target = Plan.Targets[0], Prompt = prompt, Text = text, FinishReason = "stop", AnsweredBy = Model,
                Timing = new ExchangeTiming { StartedAt = Start.AddSeconds(place * 3_600), Duration = TimeSpan.FromSeconds(2) },
            },
            Verdict = new Verdict { Detector = Plan.Judges.Detector, Delivery = Delivery.Delivered },
        };
        trial = Says(trial, text, isRefused ? Engagement.Refused : Engagement.Complete);
        return Meddle(With(trial, "callsInFlight", inFlight.ToString(CultureInfo.InvariantCulture)), place);
    }

    private string Word() => string.Concat(Enumerable.Range(0, 3 + _draws.Below(6)).Select(_ => (char)('a' + _draws.Below(26))));
}
