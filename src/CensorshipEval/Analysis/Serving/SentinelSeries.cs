using System.Globalization;
using CensorshipEval.Detection;
using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>The answers to a target's sentinels in the order in which they were asked. Keeps at most about 10,000 of them, evenly spread.</summary>
internal sealed class SentinelSeries
{
    private const int MostKept = 10_000;
    private const int FewestPerPrompt = 3;
    private const int Fewest = 20;

    private readonly SampleNumbers _numbers;
    private readonly int _stride;
    private readonly SortedDictionary<string, List<Answer>> _prompts = new(StringComparer.Ordinal);

    public SentinelSeries(EvaluationPlan plan)
    {
        _numbers = new SampleNumbers(plan);
        if (plan.Sentinels is not { } sentinels) return;
        foreach (string promptId in sentinels.PromptIds) _prompts[promptId] = [];
        _stride = (int)Math.Max(1, (((long)sentinels.PromptIds.Count * sentinels.Repeats) + MostKept - 1) / MostKept);
    }

    /// <summary>Notes a trial if it is a repeat of a sentinel.</summary>
    public void Add(Trial trial, string? model, string? fingerprint)
    {
        if (_numbers.SentinelRepeat(trial.Key.Sample) is not { } repeat || !_prompts.TryGetValue(trial.Key.PromptId, out List<Answer>? answers) || repeat % _stride != 0) return;
        Verdict verdict = trial.Verdict;
        bool answered = !verdict.IsMissing && !verdict.IsHardRefusal;
        answers.Add(new Answer(
            trial.Exchange.Timing?.StartedAt, repeat, verdict.IsMissing, verdict.IsHardRefusal,
            answered ? Math.Log(Math.Max(1, TextWeight.Of(trial.Exchange.Text))) : null, model, fingerprint));
    }

    /// <summary>The test of one aspect, and whether there was anything to test: whatever never varied is no test among several.</summary>
    public (SentinelDrift Drift, bool Varied) Test(SentinelAspect aspect)
    {
        double[][] series = [.. Values(aspect).Where(static values => values.Length >= FewestPerPrompt)];
        var drift = new SentinelDrift
        {
            Aspect = aspect,
            Repeats = series.Sum(static values => values.Length),
            Prompts = series.Length,
            Start = Mean(series, aspect, static place => place < 0.5),
            End = Mean(series, aspect, static place => place > 0.5),
        };
        if (_prompts.Count == 0) return (drift with { NotToldBecause = "no prompt was repeated as a sentinel" }, false);
        if (drift.Repeats < Fewest)
        {
            return (drift with
            {
                NotToldBecause = string.Create(CultureInfo.InvariantCulture,
                    $"only {drift.Repeats} repeats tell of it; {Fewest} are needed, {FewestPerPrompt} or more of each sentinel"),
            }, false);
        }

        return Array.TrueForAll(series, static values => values.Distinct().Count() == 1)
            ? (drift with { PValue = 1 }, false)
            : (drift with { PValue = TrendPermutation.PValue(series) }, true);
    }

    private IEnumerable<double[]> Values(SentinelAspect aspect)
    {
        string? top = aspect switch
        {
            SentinelAspect.Model => MostFrequent(static answer => answer.Model),
            SentinelAspect.Fingerprint => MostFrequent(static answer => answer.Fingerprint),
            _ => null,
        };
        bool timed = _prompts.Values.All(static answers => answers.TrueForAll(static answer => answer.AskedAt is not null));
        foreach (List<Answer> answers in _prompts.Values)
        {
            yield return
            [
                .. (timed ? answers.OrderBy(static answer => answer.AskedAt).ThenBy(static answer => answer.Repeat) : answers.OrderBy(static answer => answer.Repeat))
                    .Select(answer => answer.Value(aspect, top)).OfType<double>(),
            ];
        }
    }

    private string? MostFrequent(Func<Answer, string?> name) => _prompts.Values
        .SelectMany(static answers => answers).Select(name).OfType<string>()
        .GroupBy(static value => value, StringComparer.Ordinal)
        .OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    private static double? Mean(double[][] series, SentinelAspect aspect, Func<double, bool> within)
    {
        double[] values = [.. series.SelectMany(values => values.Where((_, i) => within((double)i / (values.Length - 1))))];
        if (values.Length == 0) return null;
        double mean = values.Average();
        return aspect is SentinelAspect.Length ? Math.Exp(mean) : mean;
    }

    private readonly record struct Answer(
        DateTimeOffset? AskedAt, int Repeat, bool Missing, bool Hard, double? LogLength, string? Model, string? Fingerprint)
    {
        public double? Value(SentinelAspect aspect, string? top) => aspect switch
        {
            SentinelAspect.Withheld => Missing ? null : AsNumber(Hard),
            SentinelAspect.Missing => AsNumber(Missing),
            SentinelAspect.Length => LogLength,
            SentinelAspect.Model => Model is null ? null : AsNumber(string.Equals(Model, top, StringComparison.Ordinal)),
            SentinelAspect.Fingerprint => Fingerprint is null ? null : AsNumber(string.Equals(Fingerprint, top, StringComparison.Ordinal)),
            _ => null,
        };

        private static double AsNumber(bool value) => value ? 1 : 0;
    }
}
